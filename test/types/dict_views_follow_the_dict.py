d = {"a": 1, "b": 2}
keys, values, items = d.keys(), d.values(), d.items()
d["c"] = 3
print(keys, values, items, len(keys), "c" in keys, ("c", 3) in items, 3 in values)
print(sorted(keys & {"a", "z"}), sorted(keys | ["q"]), sorted(keys - {"a"}), sorted(keys ^ {"a", "z"}), keys == {"a", "b", "c"}, items >= {("a", 1)})
print(keys.isdisjoint("xyz"), list(reversed(keys)), list(reversed(items)), keys.mapping["a"])
try:
    for k in d:
        d[k + "x"] = 0
except RuntimeError as error:
    print(error)
d = {"a": 1, "b": 2}
try:
    for k in d:
        del d[k]
except RuntimeError as error:
    print(error)
d = {"a": 1, "b": 2}
for k in d:
    d[k] += 10
print(d)
