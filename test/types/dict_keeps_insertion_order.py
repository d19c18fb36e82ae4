d = {"b": 1, "a": 2}
d["c"] = 3
d["b"] = 10
del d["a"]
d["a"] = 4
print(d, list(d), list(d.items()), list(reversed(d)), len(d))
print(dict([("x", 1), ("y", 2)]), dict(z=1, w=2), dict({"k": 1}, l=2), dict(zip("ab", "cd")), {**d, "b": 0})
print(d.popitem(), d, next(iter(d)), d | {"n": 1, "c": 0}, {"x": 1} | {})
d |= [("p", 5)]
print(d, {"a": 1, "b": 2} == {"b": 2, "a": 1}, dict.fromkeys("ab", 0), dict.fromkeys([1]), {1: "int", 1.0: "float", True: "bool"})
e = {1e20: "a"}
print(e[10 ** 20], {10 ** 20: "b"}[1e20], {(1, 2): 3}[(1.0, 2)], {"1": 0, 1: 1}, {-0.0: "z"}[0])
