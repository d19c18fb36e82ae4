import sys


def numbers(name):
    try:
        yield 1
        yield 2
    finally:
        print("closed", name)


print(any(numbers("any")))
print(all(n > 1 for n in numbers("all")))
print(next(numbers("next")))
print(next((n for n in numbers("generator expression")), None))
print(1 in numbers("in"), 3 in numbers("in, to its end"))
print(any(numbers("to its end")) if 0 not in numbers("not in") else None)


def bad():
    try:
        yield 1
    finally:
        raise KeyError


sys.unraisablehook = lambda told: print("ignored", repr(told.exc_value))
print(any(bad()))


def kept(box=[]):
    box.append(numbers("kept"))
    return box[-1]


g = numbers("g")
print(any(g), next(g))
print(any(h := numbers("h")), next(h))
print(any(kept()), next(kept.__defaults__[0][0]))
print(1 in kept(), next(kept.__defaults__[0][1]))
i = iter(numbers("i"))
print(next(iter(i)), next(i))
both = [numbers("one"), numbers("two")]
print([any(n) for n in both], [next(n) for n in both], list(map(any, both)))
for n in (g, h, i, *kept.__defaults__[0]):
    n.close()
