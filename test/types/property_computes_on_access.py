class Circle:
    def __init__(self, r):
        self._r = r

    @property
    def r(self):
        """The radius."""
        return self._r

    @r.setter
    def r(self, value):
        if value < 0:
            raise ValueError("negative")
        self._r = value

    @r.deleter
    def r(self):
        print("deleted")

    @property
    def area(self):
        return self._r ** 2 * 3

    broken = property()
    short = property(lambda self: "short", doc="Doc.")


c = Circle(2)
c.r = 3
print(c.r, c.area, Circle.r.__doc__, Circle.short.__doc__, c.short, type(Circle.r).__name__)
del c.r
for action in [lambda: setattr(c, "r", -1), lambda: setattr(c, "area", 1), lambda: delattr(c, "area"), lambda: c.broken]:
    try:
        action()
    except (ValueError, AttributeError) as error:
        print(type(error).__name__, error)


class Fails:
    @property
    def x(self):
        return self.missing

    def __getattr__(self, name):
        return f"getattr {name}"


print(Fails().x, Fails().y)
