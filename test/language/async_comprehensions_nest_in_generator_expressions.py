class Pause:
    def __await__(self):
        yield


async def count(n):
    for i in range(n):
        await Pause()
        yield i


async def twice(x):
    return x * 2


def lazily():
    return ([x async for x in count(n)] for n in range(3))


def awaiting():
    return (await twice(x) for x in range(3))


async def main():
    print(type(lazily()).__name__, type(awaiting()).__name__)
    print([x async for x in lazily()])
    print([x async for x in awaiting()])
    print([[await twice(y) async for y in count(2)] for x in range(2)])
    print({await twice(x): [y async for y in count(x)] for x in range(3)})
    print([x for x in await twice([1])], list(x for x in await twice([2])))
    print([f async for f in ([await twice(i) for i in range(n)] for n in range(2))])
    print([x async for x in count(5) if await twice(x) > 4 if x < 4])


steps = 0
coroutine = main()
try:
    while True:
        coroutine.send(None)
        steps += 1
except StopIteration:
    print(steps)
f = lambda: ((yield), (yield))
g = f()
print(next(g), g.send(1))
