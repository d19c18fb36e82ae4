print(hash(0), hash(1), hash(-1), hash(True), hash(2 ** 61 - 1), hash(2 ** 61), hash(-2 ** 61), hash(10 ** 30))
print(hash(1.0), hash(0.5), hash(1e300), hash(float("inf")), hash(-0.0), hash(1.5), hash(-2.25), hash(3 + 0j))
print(hash(()) == hash(()), hash((1, 2)), hash((1, (2, 3))), hash(None) == hash(None), hash(frozenset()), hash(-2), hash(-1.0))


class Weak:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n

    def __eq__(self, other):
        return (other.n if isinstance(other, Weak) else other) == self.n


print(Weak(3) in {3}, 3 in {Weak(3)}, {3: "int"}[Weak(3)], len({Weak(1), 1, 1.0, True}), Weak(5) in {4: 0}, hash(Weak(2 ** 61 - 1)), hash(Weak(-1)))


class Bad:
    def __hash__(self):
        return "x"


try:
    hash(Bad())
except TypeError as error:
    print(error)
