import asyncio


class Resource:
    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        await asyncio.sleep(0)
        print("open", self.name)
        return self

    async def __aexit__(self, kind, error, traceback):
        await asyncio.sleep(0)
        print("close", self.name, kind and kind.__name__)
        return kind is ValueError


async def use(name, error=None):
    async with Resource(name) as outer, Resource(name + "'"):
        await asyncio.sleep(0)
        if error:
            raise error
    return outer.name


async def main():
    print(await asyncio.gather(use("a"), use("b", ValueError()), use("c", KeyError()), return_exceptions=True))


asyncio.run(main())
