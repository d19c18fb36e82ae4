print(sorted("hello"), sorted({3: "a", 1: "b"}), sorted((2, 1), reverse=True), sorted(n * n % 5 for n in range(5)))
print(sorted([], key=None), sorted(["b", "A"], key=str.lower), sorted([[2], [1]]), sorted([-3, 2, 1], key=abs))
print(sorted([2.5, 1, True, 10 ** 20, -1.5]), sorted(["é", "e", "z", "😀", "\uffff"]), sorted([b"b", b"a"]), sorted([(1, "b"), (1, "a")]))
log = []


class Spy:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        log.append((self.n, other.n))
        return self.n < other.n


print([s.n for s in sorted([Spy(1), Spy(2), Spy(3)])], log)
print([s.n for s in sorted([Spy(3), Spy(1), Spy(2)], reverse=True)])


def fails(n):
    if n == 2:
        raise KeyError(n)
    return n


try:
    sorted([1, 2, 3], key=fails)
except KeyError as error:
    print(repr(error))
