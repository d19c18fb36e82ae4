x = 1
del x
print("x" in globals())
items = list(range(10))
del items[0], items[-1], items[2:4]
print(items)
del items[::2]
print(items)
d = {"a": 1, "b": 2}
del d["a"]
print(d)


class C:
    pass


c = C()
c.a = 1
del c.a
print(hasattr(c, "a"))
for wrong in ["del c.a", "del d['zz']", "del items[99]", "del nothing"]:
    try:
        exec(wrong)
    except (AttributeError, KeyError, IndexError, NameError) as error:
        print(type(error).__name__, error)
a = b = 1
del (a, [b])
print("a" in globals() or "b" in globals())
