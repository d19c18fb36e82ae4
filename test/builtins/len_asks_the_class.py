class Sized:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n


print(len(Sized(3)), bool(Sized(0)), bool(Sized(1)), len("abc"), len({1: 2}), len(range(5)), len(b"ab"))
for n in [-1, "x", 1.5, 2 ** 100]:
    try:
        print(len(Sized(n)))
    except (ValueError, TypeError, OverflowError) as error:
        print(type(error).__name__, error)
s = Sized(1)
s.__len__ = lambda: 99
print(len(s))
for wrong in [5, None, len, (x for x in ())]:
    try:
        len(wrong)
    except TypeError as error:
        print(error)
