class V:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        print("eq", self.n)
        return self.n == getattr(other, "n", other)

    def __lt__(self, other):
        print("lt", self.n)
        return self.n < other.n

    def __le__(self, other):
        print("le", self.n)
        return "le result"

    def __bool__(self):
        print("bool", self.n)
        return self.n > 0


a, b = V(1), V(2)
print(a == b, a != b, a < b, a > b, a <= b, a >= b, 1 == a, a == 1, a in [b, a], [a] == [V(1)], a < b < V(3))
print([V(1), V(2)].index(V(2)), [V(1)].count(1), max(a, b).n, not V(0), (V(0) or b).n, [x.n for x in sorted([b, a])])
