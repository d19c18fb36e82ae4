print(min(3, 1, 2), max([3, 1, 2]), min("hello"), max("a", "b", key=ord), max([], default="empty"), min({5: "a", 2: "b"}))
print(max([(1, "first"), (1, "second")], key=lambda p: p[0]), min([(1, "first"), (1, "second")], key=lambda p: p[0]))
print(max("aB", "Ac", key=str.lower), min([[2], [1, 5]]), max(1, 1.0), max(1.0, 1), max([1, 2], default=0, key=lambda n: -n))
for wrong in ["max([])", "max()", "max(5)", "min(1, 'a')", "max(1, 2, default=3)", "max([1], nope=2)"]:
    try:
        eval(wrong)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
