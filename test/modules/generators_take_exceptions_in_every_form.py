import warnings

warnings.simplefilter("ignore", DeprecationWarning)


def generate():
    yield 1


for arguments in [(5,), (ValueError, 3, 4), (ValueError(), 3), (int,), (), (KeyError, "x"), (KeyError("y"),), (KeyError,), (ValueError, KeyError("z"))]:
    try:
        generate().throw(*arguments)
    except Exception as error:
        print(arguments, type(error).__name__, error)
g = generate()
print(g.gi_running, g.gi_suspended, g.gi_yieldfrom, g.__name__, g.gi_code is generate.__code__)
g.__name__ = "other"
g.__qualname__ = "Quite.Other"
print(g.__name__, repr(g)[:31])
try:
    g.__name__ = 5
except TypeError as error:
    print(error)
next(g)
print(g.gi_suspended, g.close(), g.gi_frame)


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


def polite():
    try:
        yield 1
    except GeneratorExit:
        return 9


g = polite()
next(g)
print(g.close())
g = stubborn()
next(g)
try:
    g.close()
except RuntimeError as error:
    print(error)


async def agenerate():
    yield 1


a = agenerate()
print(type(a).__name__, a.ag_running, a.ag_await, a.ag_frame is not None, a.ag_code.co_name, aiter(a) is a)
step = a.__anext__()
try:
    step.send(None)
except StopIteration as stop:
    print("yielded", stop.value)
try:
    step.send(None)
except RuntimeError as error:
    print(error)
try:
    next(a.asend(None))
except StopAsyncIteration:
    print("end")
