print(sum([1, 2, 3]), sum([]), sum([1.5, 2]), sum([[1], [2]], []), sum((n for n in range(4)), 10), sum([True, True]), sum([1], start=5))
print(sum([0.1] * 10), sum([10 ** 20, 1, -10 ** 20]), sum({1: "a", 2: "b"}))


class N:
    def __radd__(self, other):
        print("radd", other)
        return self

    def __add__(self, other):
        print("add", other)
        return 100


print(sum([N(), 5, 6]))
for wrong in ["sum(['a'])", "sum(['a'], '')", "sum(5)", "sum([[1]])", "sum([1], [])", "sum([b'x'], b'')"]:
    try:
        eval(wrong)
    except TypeError as error:
        print(error)
