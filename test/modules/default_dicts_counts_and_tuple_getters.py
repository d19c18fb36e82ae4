from _collections import OrderedDict, _count_elements, _tuplegetter, defaultdict


def attempt(function, *args, **named):
    try:
        print(repr(function(*args, **named)))
    except Exception as error:
        print(type(error).__name__, error)


d = defaultdict(list, {"a": [1]}, b=[2])
d["c"].append(3)
print(d, d.default_factory, "d" in d, d.get("d"), d.copy(), d.__copy__().default_factory)
d.default_factory = lambda: "made"
print(d["new"], list(d), d.__reduce__()[2:4], list(d.__reduce__()[4]))
print(defaultdict(int, a=1) | {"b": 2}, {"b": 2} | defaultdict(int, a=1))
del d.default_factory
print(d.default_factory)
attempt(d.__getitem__, "none")
attempt(defaultdict, 1)
attempt(defaultdict, list, 1)
attempt(defaultdict, list, 1, 2)
attempt(defaultdict, None, a=1)
attempt(defaultdict, a=1)
attempt(d.__missing__)
attempt(setattr, d, "other", 1)
attempt(lambda: d | [1])
print(defaultdict[int, str])


class Sub(defaultdict):
    def __repr__(self):
        return "Sub" + dict.__repr__(self)


s = Sub(int)
s["x"] += 1
print(s, s.copy(), s | {"y": 2})
s = defaultdict(int)
s["x"] = s
print(s)


def broken():
    raise ValueError("no value")


attempt(defaultdict(broken).__getitem__, 1)

counts = {"a": 1, "b": 2**53 - 1, "c": 0.5}
_count_elements(counts, "abcd")
_count_elements(counts, iter("aa"))
print(counts)
ordered = OrderedDict()
_count_elements(ordered, [3, 1, 3, 1.0, True])
print(ordered)
attempt(_count_elements, {}, 5)
attempt(_count_elements, 5, "a")
attempt(_count_elements, {}, [[]])


class Key:
    def __init__(self, name):
        self.name = name

    def __hash__(self):
        return hash(self.name)

    def __eq__(self, other):
        return self.name == other.name


counts = {}
_count_elements(counts, map(Key, "abab"))
print([(k.name, n) for k, n in counts.items()])


class Point(tuple):
    x = _tuplegetter(0, "first")
    z = _tuplegetter(2, "third")


p = Point((1, 2))
print(p.x, Point.x, Point.x.__doc__, Point.x.__reduce__()[1])
attempt(lambda: p.z)
attempt(setattr, p, "x", 1)
attempt(delattr, p, "x")
attempt(Point.x.__get__, 5)
attempt(Point.x.__get__, None)
attempt(_tuplegetter)
attempt(_tuplegetter, "a", 1)
Point.x.__doc__ = "new"
print(Point.x)
