class Manager:
    def __init__(self, name, swallow=False):
        self.name = name
        self.swallow = swallow

    def __enter__(self):
        print("enter", self.name)
        return self.name.upper()

    def __exit__(self, kind, value, traceback):
        print("exit", self.name, kind and kind.__name__, value, traceback is not None)
        return self.swallow


with Manager("a") as a, Manager("b") as b:
    print(a, b)
with Manager("c", swallow=True):
    raise ValueError("swallowed")
try:
    with (
        Manager("d") as d,
        Manager("e"),
    ):
        raise KeyError(d)
except KeyError as error:
    print("out:", error)


def leave():
    for n in range(3):
        with Manager(f"loop{n}"):
            if n == 0:
                continue
            return n


print(leave())
with Manager("f") as (first, *rest):
    pass
print(first, rest)
