import asyncio


class Later:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        yield from asyncio.sleep(0).__await__()
        return self.value


class Bad:
    def __await__(self):
        return 5


class YieldsWrong:
    def __await__(self):
        yield "not a future"


async def main():
    print(await Later(1), await asyncio.gather(Later(2), Later(3)), await asyncio.wait_for(Later(4), 10), await asyncio.ensure_future(Later(5)))
    for wrong in [Bad(), YieldsWrong(), None, 5]:
        try:
            await wrong
        except (TypeError, RuntimeError) as error:
            print(type(error).__name__, error if not isinstance(error, RuntimeError) else str(error).split(":")[0].split(" ")[0])


asyncio.run(main())
