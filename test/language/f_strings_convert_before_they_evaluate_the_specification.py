class Shown:
    def __init__(self, name, text="shown"):
        self.name, self.text = name, text

    def __repr__(self):
        print("repr", self.name)
        return self.text

    def __str__(self):
        print("str", self.name)
        return self.text

    def __format__(self, spec):
        print("format", self.name, repr(spec))
        return spec or "5"


a, width = Shown("a"), Shown("width")
print(f"{a!r:{width}}")
print(f"{a!s:>{width}}|{a!a:{3}}|{a:{width}}")
print(f"{a!r:>7}")
try:
    f"{Shown('bad', 3)!r:{width}}"
except TypeError as error:
    print(error)


class Text(str):
    def __format__(self, spec):
        return "<" + str(self) + spec + ">"


print(f"{Shown('b', Text('t'))!r:{1}{2}}", f"{Shown('b', Text('t'))!s}")


# What joins exception groups at the end of try stands on no line.
class Stubborn(ExceptionGroup):
    def derive(self, exceptions):
        return ValueError(1)


def group():
    try:
        raise Stubborn("s", [TypeError(1), KeyError(2)])
    except* OSError:
        pass


try:
    group()
except BaseException as error:
    print(type(error).__name__, error, error.__traceback__.tb_next.tb_lineno)
