print((5).__add__(3), (5).__add__("x"), "a".__len__(), [1].__getitem__(0), {}.__setitem__("k", 1), (5).__eq__(5.0), "a".__contains__("a"), (1.5).__int__())
print(int.__add__(1, 2), str.join("-", "ab"), list.append([], 1), dict.get({"a": 1}, "a"), object.__repr__(5).startswith("<int object at"), (5).__lt__(6), (5).__rsub__(7))
print([3, 4].__iter__().__next__(), (2).__pow__(3), (2).__pow__(3, 5), (7).__divmod__(2), (-1).__abs__(), (5).__bool__(), "x".__mul__(2), "x".__hash__() == hash("x"))
print(type.__call__(int, "5"), (lambda x: x).__call__(5), int.__new__(int, 5), list.__init__([1], "ab"), "a".__format__(">3"), (1).__class__.__name__, [].__sizeof__() > 0)
for wrong in ["int.__add__('a', 1)", "str.upper(5)", "list.append(5, 1)", "(5).__getitem__(0)", "int.__add__(1)", "[].__getitem__('a')"]:
    try:
        eval(wrong)
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
