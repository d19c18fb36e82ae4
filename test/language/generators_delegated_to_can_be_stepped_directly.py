import sys


def numbers():
    for i in range(10):
        yield i


def delegate(inner):
    return (yield from inner)


i = numbers()
a, b = delegate(i), delegate(i)
print(next(a), next(b), next(a), next(i), next(b))
print(a.gi_yieldfrom is i, b.gi_yieldfrom is i)


def handles():
    try:
        yield 1
    except ValueError as error:
        yield repr(error)
    yield "end"


outer = delegate(delegate(handles()))
print(next(outer), outer.throw(ValueError("in")), next(outer))


def cleans(name):
    try:
        yield name
    finally:
        print("closed", name)


def both():
    try:
        yield from cleans("inner")
    finally:
        print("closed outer")


g = both()
next(g)
g.close()


def handling():
    try:
        raise KeyError("inner")
    except KeyError:
        yield
        yield repr(sys.exception())


def outer_handling(inner):
    try:
        raise ValueError("outer")
    except ValueError:
        yield from inner
        yield repr(sys.exception())


inner = handling()
g = outer_handling(inner)
next(g)
print(next(inner), next(g, "over"), sys.exception())
inner = handling()
next(inner)
g = outer_handling(inner)
print(next(g), next(g), sys.exception())


async def awaited():
    await Pause()


class Pause:
    def __await__(self):
        yield "pause"


async def awaits(c):
    await c


c = awaited()
first, second = awaits(c), awaits(c)
first.send(None)
try:
    second.send(None)
except RuntimeError as error:
    print(error)
first.close()


def stops():
    yield 1
    raise StopIteration(2)


g = delegate(stops())
next(g)
try:
    next(g)
except RuntimeError as error:
    print(error, repr(error.__cause__))
