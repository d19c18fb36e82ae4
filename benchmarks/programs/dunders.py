"""Classes that behave like builtin ones: properties, operators, items, iteration, comparison, truth."""
UNITS = 20_000 * 10  # protocol calls


class Vector:
    def __init__(self, x, y):
        self._x = x
        self._y = y

    @property
    def x(self):
        return self._x

    @x.setter
    def x(self, value):
        self._x = value

    @property
    def y(self):
        return self._y

    def __add__(self, other):
        return Vector(self._x + other._x, self._y + other._y)

    def __mul__(self, factor):
        return Vector(self._x * factor, self._y * factor)

    def __rmul__(self, factor):
        return self * factor

    def __eq__(self, other):
        return self._x == other._x and self._y == other._y

    def __hash__(self):
        return self._x * 31 + self._y

    def __bool__(self):
        return self._x != 0 or self._y != 0

    def __getitem__(self, index):
        return self._y if index else self._x

    def __len__(self):
        return 2

    def __contains__(self, value):
        return value == self._x or value == self._y

    def __iter__(self):
        yield self._x
        yield self._y

    def __call__(self, scale):
        return self._x * scale


def bench():
    seen = {}
    position = Vector(0, 0)
    check = 0
    for n in range(20_000):
        position = position + 2 * Vector(n % 7, n % 5)
        position.x = position.x % 50
        x, y = position
        if position and x in position:
            check += position[0] + len(position) + position(3)
        key = Vector(x, y % 10)
        seen[key] = seen.get(key, 0) + 1
    return check, len(seen), max(seen.values())
