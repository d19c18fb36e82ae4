class C:
    x = 1

    def __getattr__(self, name):
        if name.startswith("no"):
            raise AttributeError(f"nothing called {name}")
        return f"made {name}"

    def __setattr__(self, name, value):
        print("set", name)
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        print("del", name)
        super().__delattr__(name)


c = C()
c.y = 2
print(c.x, c.y, c.z, getattr(c, "w"), getattr(c, "nope", "default"), hasattr(c, "no"))
del c.y
print(c.y)


class All:
    def __getattribute__(self, name):
        if name == "real":
            return object.__getattribute__(self, "_real")
        return f"all {name}"

    def __init__(self):
        self._real = 5

    def __len__(self):
        return 3


a = All()
print(a.real, a.anything, a.__dict__, len(a))
