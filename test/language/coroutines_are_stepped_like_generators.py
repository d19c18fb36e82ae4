class Wait:
    def __init__(self, name):
        self.name = name

    def __await__(self):
        got = yield self.name
        return got * 2


async def inner(x):
    return await Wait(x) + 1


async def outer():
    a = await inner("first")
    b = await inner("second")
    return a, b


c = outer()
print(c.send(None))
print(c.send(10))
try:
    c.send(20)
except StopIteration as stop:
    print(stop.value)
try:
    c.send(None)
except RuntimeError as error:
    print(error)


async def bad():
    await 5


try:
    bad().send(None)
except TypeError as error:
    print(error)
d = outer()
d.send(None)
try:
    d.throw(ValueError("v"))
except ValueError as error:
    print(error)
outer().close()
