class A:
    def __init__(self, n):
        self.n = n

    def get(self, more):
        return self.n + more


class B(A):
    def __init__(self, n, m):
        super().__init__(n)
        self.m = m

    def get(self, more, most=0):
        return super().get(more) + super().get(more + most)


total = 0
for n in range(60_000):
    total += B(n, 1).get(2)
print(total)
