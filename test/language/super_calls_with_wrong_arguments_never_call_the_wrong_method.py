class A:
    def f(self):
        return 1


class B(A):
    def f(self, *a):
        if a == (9,):
            return "WRONG"
        try:
            return super().f(9)
        except TypeError as error:
            return str(error)


b = B()
seen = {}
for i in range(100_000):
    r = b.f()
    seen[r] = seen.get(r, 0) + 1
print(seen)
