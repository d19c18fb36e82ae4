class Point:
    __slots__ = ("x", "y")

    def __init__(self, x):
        self.x = x


p = Point(1)
print(p.x)
for action in [lambda: p.y, lambda: setattr(p, "z", 1), lambda: p.__dict__]:
    try:
        action()
    except AttributeError as error:
        print(str(error).split(" and no")[0])
p.y = 2
del p.x
print(hasattr(p, "x"), p.y, type(Point.x).__name__)


class Sub(Point):
    pass


s = Sub(1)
s.z = 3
print(s.__dict__, s.x)
try:
    class Bad:
        __slots__ = ("a",)
        a = 1
except ValueError as error:
    print(error)
