it = iter([1, 2, 3])
print(next(it), list(it), list(it), next(it, "default"))
print(iter(it) is it, list(map(str, iter((1, 2)))), type(iter([])).__name__, type(iter({})).__name__)
z = zip("abc", iter([1, 2]))
print(list(z), list(zip()), list(zip("a", "b", "c")), list(enumerate("ab", 5)), list(reversed([1, 2])))
try:
    next(it)
except StopIteration as stop:
    print("stop", stop.value)
try:
    list(zip("ab", "c", strict=True))
except ValueError as error:
    print(error)


class Old:
    def __getitem__(self, i):
        if i > 2:
            raise IndexError
        return i * 10


print(list(Old()), 20 in Old(), max(Old()))


class NotIterable:
    __iter__ = None


for wrong in [lambda: iter(5), lambda: next(5), lambda: iter(NotIterable()), lambda: list(None), lambda: [*5]]:
    try:
        wrong()
    except TypeError as error:
        print(error)
n = 0
print(list(iter(lambda: globals().__setitem__("n", n + 1) or n, 4)))
