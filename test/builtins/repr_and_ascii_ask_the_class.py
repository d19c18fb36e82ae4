class R:
    def __repr__(self):
        return "R(é)"


class S:
    def __str__(self):
        return "S"


print(repr(R()), str(R()), ascii(R()), f"{R()!a}", str(S()), repr(S()).startswith("<__main__.S object at 0x"))
print(repr([R(), (R(),), {R.__name__: R()}]), [str(x) for x in ([], (), {}, set(), "", None)])


class Bad:
    def __repr__(self):
        return 5


class Fails:
    def __str__(self):
        raise KeyError("inside")


for wrong in [lambda: repr(Bad()), lambda: str(Bad()), lambda: [str(Fails())], lambda: f"{Fails()}"]:
    try:
        wrong()
    except (TypeError, KeyError) as error:
        print(type(error).__name__, error)
x = []
x.append((x, {"k": x}))
print(x)
