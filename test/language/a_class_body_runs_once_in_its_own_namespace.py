print("before")


class C:
    """The doc."""
    print("in body", __name__, __qualname__)
    x = 1
    y = x + 1
    for z in range(3):
        pass
    if y == 2:
        def method(self):
            return __class__, self.x

    class Inner:
        w = "inner"

    del x
    x = 10


print(C.y, C.z, C.Inner.w, C.Inner.__qualname__, C.__doc__, C.__module__)
print(C().method()[0] is C, C().method()[1])
print(sorted(n for n in vars(C) if not n.startswith("_")))
x = "global"


def f():
    x = "enclosing"

    class Local:
        seen = x
        x = "class"

        def get(self):
            return x

    return Local


print(f().seen, f().x, f()().get(), f().__qualname__)
