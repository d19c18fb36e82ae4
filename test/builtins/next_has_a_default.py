it = iter([1])
print(next(it), next(it, "default"), next(it, None))
try:
    next(it)
except StopIteration as stop:
    print(repr(stop))


def g():
    yield 1
    return "value"


x = g()
next(x)
try:
    next(x)
except StopIteration as stop:
    print(stop.value, stop.args)
for wrong in [lambda: next([]), lambda: next(), lambda: next(it, 1, 2)]:
    try:
        wrong()
    except TypeError as error:
        print(error)
