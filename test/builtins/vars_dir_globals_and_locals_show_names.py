class C:
    a = 1

    def __init__(self):
        self.b = 2


def f(x):
    y = 2
    return locals()


print(vars(C()), [n for n in dir(C()) if not n.startswith("_")], f(1), "f" in globals(), globals() is vars() is locals())
x = 5
globals()["made"] = x * 2
print(made, sorted(n for n in dir() if len(n) == 1), "__dict__" in dir(C()), "append" in dir([]))


class Dir:
    def __dir__(self):
        return ["z", "a"]


print(dir(Dir()))


def g():
    before = locals()
    z = 1
    return before, locals()


print(g())
try:
    vars(5)
except TypeError as error:
    print(error)
