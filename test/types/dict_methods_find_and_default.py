d = {"a": 1, "b": None}
print(d.get("a"), d.get("z"), d.get("z", 5), d.get("b", 5), "a" in d, "z" in d, d.setdefault("a", 9), d.setdefault("n", []))
d["n"].append(1)
print(d, d.pop("a"), d.pop("a", "gone"), d.copy() is d, d.keys(), d.values(), d.items())
d.update({"x": 1}, y=2)
d.update([("w", 3)])
d.update(k=1)
print(d)
d.clear()
print(d, bool(d))
for wrong in ["d['missing']", "d.pop('missing')", "d.popitem()", "{[]: 1}", "d.update([1])", "d.update(['abc'])", "dict(5)", "del d[1]", "d[{}]",
              "d < {}", "dict([(1, 2, 3)])"]:
    try:
        print(eval(wrong) if not wrong.startswith("del") else exec(wrong))
    except (KeyError, TypeError, ValueError) as error:
        print(type(error).__name__, error)


class Default(dict):
    def __missing__(self, key):
        self[key] = key * 2
        return self[key]


m = Default()
print(m["ab"], m, m.get("zz"))
