def t(function):
    try:
        return function()
    except BaseException as error:
        return type(error).__name__, str(error), getattr(error, "value", "-")


class F(float): pass
print(t(lambda: F(x=1)), t(lambda: float(x=1)), t(lambda: F(1, y=2)))
class F2(float):
    def __init__(self, *a, **k): pass
print(t(lambda: F2(x=1)), t(lambda: F2(1, z=3)))
class F3(float):
    def __new__(cls, *a, **k): return float.__new__(cls, *a)
print(t(lambda: F3(1, z=3)), t(lambda: F3(z=3)))
print(t(lambda: sorted([], foo=1)), t(lambda: sorted([], key=1, foo=2)), t(lambda: sorted(iterable=[])))


class Text(str):
    def __index__(self):
        return 7


print(float(Text("2.5")), int(Text("3")), t(lambda: float(None)))
