class F:
    def __format__(self, spec):
        return f"spec={spec!r}"


class Bad:
    def __format__(self, spec):
        return 5


print(format(F()), format(F(), "x"), f"{F():{'a'}{'b'}}", "{:y} {!s:>3}".format(F(), 5), format(5), format(1.5, ".2f"), format("x", ">3"), format([1]))
for wrong in [lambda: format(Bad()), lambda: format(5, 6), lambda: format([], "x"), lambda: format(object(), "5")]:
    try:
        wrong()
    except TypeError as error:
        print(error)
