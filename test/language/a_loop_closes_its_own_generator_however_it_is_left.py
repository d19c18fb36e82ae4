def numbers(name):
    try:
        yield 1
        yield 2
    finally:
        print("closed", name)


for x in numbers("break"):
    break
print("left")


def returns():
    for x in numbers("return"):
        return "returned"


print(returns())


def raises():
    for x in numbers("raise"):
        raise ValueError


try:
    raises()
except ValueError as error:
    print("caught", error.__context__)
try:
    for x in numbers("raise in the same frame"):
        for y in numbers("inner"):
            raise ValueError
except ValueError:
    print("caught")


class Tree:
    def __iter__(self):
        yield from numbers("__iter__")


for x in Tree():
    break
tree = Tree()
for x in tree:
    break


def outer():
    for x in numbers("in a generator"):
        yield x


for x in outer():
    break


class Method:
    def numbers(self, *args, name):
        return (yield from numbers(name))

    def __call__(self, name):
        return (yield from numbers(name))


for x in Method().numbers(name="keyword"):
    break
for x in Method().numbers(*(), **{"name": "spread"}):
    break
for x in Method()("__call__"):
    break
for x in (n for n in numbers("generator expression")):
    break
for x in numbers("else"):
    pass
else:
    print("else")


def bad():
    try:
        yield 1
    finally:
        raise KeyError


import sys

sys.unraisablehook = lambda told: print("ignored", repr(told.exc_value))
for x in bad():
    break
try:
    for x in bad():
        raise ValueError
except ValueError as error:
    print("caught", repr(error.__context__))
