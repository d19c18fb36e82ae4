from _collections import OrderedDict


def attempt(function, *args, **named):
    try:
        print(repr(function(*args, **named)))
    except Exception as error:
        print(type(error).__name__, error)


o = OrderedDict([("a", 1), ("b", 2)], c=3)
o.move_to_end("a")
print(o, list(o), list(reversed(o)))
o.move_to_end("c", last=False)
o["z"] = 26
print(o, o.popitem(), o.popitem(last=False), o)
for i in range(40):
    o[i] = i
for i in range(0, 40, 2):
    o.move_to_end(i, i % 4 == 0)
for i in range(0, 40, 3):
    del o[i]
print(list(o))
print(list(reversed(o.items()))[:3], list(reversed(o.values()))[:3], list(o.keys())[:3])
o.clear()
attempt(o.popitem)
o[1] = 2
print(o, list(o), o.keys(), o.values(), o.items())

a, b = OrderedDict(x=1, y=2), OrderedDict(y=2, x=1)
print(a == b, a != b, a == dict(b), a == 1, a.__lt__(b), a == a.copy(), a.copy() is a)
print(a | {"z": 3}, {"z": 3} | a)
a |= [("q", 1)]
print(a, a.setdefault("q", 2), a.setdefault("r", default=3), a.pop("x"), a.pop("none", default=0))
a.at = 5
print(a.__dict__, a.__reduce__()[:4], list(a.__reduce__()[4]), iter(a).__reduce__()[1])
print(OrderedDict.fromkeys("ab", value=0), OrderedDict[int], OrderedDict.__module__)

for args in [(1,), ([], []), ([1],), ([(1, 2, 3)],), ([(1,)],), ([()],)]:
    attempt(OrderedDict, *args)
attempt(a.update, 1, 2)
attempt(a.update)
attempt(a.move_to_end, "zz")
attempt(a.move_to_end)
attempt(a.move_to_end, "q", first=1)
attempt(a.pop, "zz")
attempt(a.pop)
attempt(a.popitem, 1, 2)
attempt(lambda: a | [1])
attempt(lambda: a < b)


class Noisy(OrderedDict):
    def __setitem__(self, key, value):
        print("set", key)
        super().__setitem__(key, value)

    def __getitem__(self, key):
        print("get", key)
        return super().__getitem__(key)

    def __contains__(self, key):
        print("in", key)
        return super().__contains__(key)

    def keys(self):
        print("keys")
        return super().keys()

    def items(self):
        print("items")
        return super().items()


n = Noisy(a=1)
n.setdefault("b", 2)
n.setdefault("b")
n.pop("a")
n.copy()
print(n)
n |= {"z": 1}
print(dict.__repr__(n | {"y": 2}), dict.__repr__({"q": 1} | n))
n.popitem()
n.update(b=3)
n.__reduce__()
print(n == n, n == {}, dict(n))


class Filling(OrderedDict):
    def __missing__(self, key):
        return key * 2


print(Filling()[4])
n = OrderedDict()
n["me"] = n
print(n)
