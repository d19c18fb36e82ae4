class Steps:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        return self.n


class Manager:
    async def __aenter__(self):
        print("enter")
        return "value"

    async def __aexit__(self, kind, value, traceback):
        print("exit", kind)
        return kind is KeyError


async def numbers():
    try:
        for n in range(3):
            yield n
    finally:
        print("numbers done")


async def main():
    async for n in Steps(2):
        print(n)
    else:
        print("else")
    async with Manager() as value:
        print(value)
    async with Manager():
        raise KeyError
    print([n async for n in numbers() if n])
    print({n: n async for n in Steps(2)}, [x for x in [await plain()]])
    async for n in numbers():
        if n == 1:
            break
    agen = numbers()
    print(await anext(agen), await agen.asend(None))
    await agen.aclose()
    print(await anext(agen, "end"))


async def plain():
    return "plain"


try:
    main().send(None)
except StopIteration:
    print("finished")
