import sys
import math as m
from time import time, monotonic
from math import pi as PI, floor
import builtins

print(type(sys).__name__, m.__name__, callable(time), floor(PI), builtins.len is len, sys.modules["math"] is m, "sys" in sys.modules)
print(builtins.__name__, __name__, __builtins__ is builtins, monotonic() <= monotonic())
builtins.added = "a builtin"
print(added)
try:
    import no_such_module
except ModuleNotFoundError as error:
    print(error, error.name)
try:
    from math import nothing
except ImportError as error:
    print(str(error).split(" (")[0], error.name)
try:
    import sys.nothing
except ModuleNotFoundError as error:
    print(error)
try:
    from no_such_module import x
except ImportError as error:
    print(type(error).__name__)
print(__import__("math").sqrt(16))


def f():
    from math import ceil
    import math
    return ceil(1.2), math.trunc(-1.7)


print(f())
