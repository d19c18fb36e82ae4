def f(a: int, b: "text" = 1, *args: str, **kw: dict) -> None:
    return a


print(f("not an int"), f.__annotations__["a"], f.__annotations__["b"], f.__annotations__["return"])
x: int = "also not"
y: int
print(x, "y" in globals())


class C:
    field: list = []
    other: int


print(C.__annotations__["other"], hasattr(C, "other"))


def local():
    z: print("not evaluated")
    return "ok"


print(local())
