class Agen:
    def __aiter__(self):
        return self

    async def __anext__(self):
        raise StopAsyncIteration


def step(c):
    try:
        c.send(None)
    except StopIteration as stop:
        return stop.value


async def uses():
    return await anext(aiter(Agen()), "default")


print(step(uses()))
for wrong in [lambda: aiter(5), lambda: anext(5), lambda: aiter([])]:
    try:
        wrong()
    except TypeError as error:
        print(error)


class BadAiter:
    def __aiter__(self):
        return 5


try:
    aiter(BadAiter())
except TypeError as error:
    print(error)


async def bad_for():
    async for x in 5:
        pass


async def bad_with():
    async with 5:
        pass


for make in bad_for, bad_with:
    try:
        step(make())
    except TypeError as error:
        print(str(error).split(" (")[0])
