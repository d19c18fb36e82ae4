# What errors of calls call the function: its module stands before the name, unless that is builtins.
import math
import time


def f(*args):
    pass


class A:
    def m(self):
        pass


for wrong in [
    lambda: f(*1),
    lambda: f(**1),
    lambda: f(1, *2),
    lambda: f(a=1, **{"a": 2}),
    lambda: A().m(*None),
    lambda: A(**1),
    lambda: print(*1),
    lambda: [].append(*1),
    lambda: math.sqrt(*1),
    lambda: math.sqrt(),
    lambda: math.sqrt(x=1),
    lambda: time.time(1),
    lambda: len(),
    lambda: [].__setitem__(1),
    lambda: [].__len__(1),
    lambda: print(sepp=1),
    lambda: int(bas=2),
    lambda: "".split(sepp=1),
    lambda: eval("[*1]"),
    lambda: exec("class B(*1): pass"),
]:
    try:
        wrong()
    except TypeError as error:
        print(error)
