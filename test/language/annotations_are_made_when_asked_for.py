import sys


def f(a: missing): ...


try:
    f.__annotations__
except NameError as error:
    print(error)
missing = int
print(f.__annotations__, f.__annotations__ is f.__annotations__)
made_by = f.__annotate__
for format in 1, 2, 3, 4, 0, True:
    try:
        print(made_by(format))
    except NotImplementedError as error:
        print("not implemented", error)
for wrong in (lambda: made_by(), lambda: made_by(format=1), lambda: made_by(1, 2), lambda: made_by("a")):
    try:
        wrong()
    except TypeError as error:
        print(error)


def order(a: 1, /, b: 2, *c: 3, d: 4, **e: 5) -> 6: ...


print(order.__annotations__)


def named(format: format): ...


print(named.__annotations__["format"] is format)


def local():
    z: print("not evaluated")
    (w): print("neither")
    return "ok"


print(local())
items = []


class Targets:
    (y): print("parenthesised") = 1
    items.attribute: print("attribute")
    items[print("the key is")]: print("subscript")


print(Targets.y, Targets.__annotations__)


class Private:
    __a: int

    def f(self, __b: str): ...


print(Private.__annotations__, Private.f.__annotations__)
x: int
print(sys.modules[__name__].__annotations__, __annotate__.__qualname__, "x" in globals())
print((lambda: 0).__annotations__, order.__annotate__.__annotations__, order.__annotate__.__module__)
