class NoHash:
    def __eq__(self, other):
        return True


class Both:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        print("eq", self.n, other.n)
        return self.n == other.n

    def __hash__(self):
        return 1


try:
    {NoHash()}
except TypeError as error:
    print(str(error).split("(")[-1].rstrip(")"))
print(NoHash.__hash__, NoHash() != 5)
d = {Both(1): "one", Both(2): "two"}
print(d[Both(2)], len(d))


class Plain:
    pass


p = Plain()
print(p in {p}, Plain() in {p}, hash(p) == hash(p))
