def g(it):
    result = yield from it
    yield "end", result


print(list(g(map(lambda x: x + 1, [1, 2]))))
try:
    print(list(g(map(lambda x: 1 // x, [1, 2, 0]))))
except ZeroDivisionError as error:
    print(error)


def stops(x):
    raise StopIteration(x)


print(list(g(map(stops, [1]))))


class Awaitable:
    def __await__(self):
        return map(lambda x: x * 2, [1, 2])


async def wait():
    return await Awaitable()


coro = wait()
for _ in range(3):
    try:
        print(coro.send(None))
    except StopIteration as stop:
        print("stop", stop.value)
