class Contains:
    def __contains__(self, x):
        print("contains", x)
        return x == 5 and "truthy"


class Iterates:
    def __iter__(self):
        print("iter")
        yield from [1, 2, 3]


class Items:
    def __getitem__(self, i):
        print("item", i)
        if i == 2:
            raise IndexError
        return i


class Never(Iterates):
    __contains__ = None


print(5 in Contains(), 6 in Contains(), 6 not in Contains())
print(2 in Iterates(), 9 in Iterates(), 1 in Items(), 5 in Items())
for wrong in [lambda: 1 in Never(), lambda: 1 in 5, lambda: 1 in "a"]:
    try:
        wrong()
    except TypeError as error:
        print(error)
nan = float("nan")
print(nan in [nan], nan in (1, nan), float("nan") in [nan], 1 in {1: 0}, "a" in "abc", b"b" in b"abc", 3 in range(5))
