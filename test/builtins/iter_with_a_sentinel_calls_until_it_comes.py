values = iter([1, 2, 0, 3])
print(list(iter(lambda: next(values), 0)), list(values))
calls = iter([5, 6])
it = iter(lambda: next(calls), None)
print(next(it), next(it), next(it, "the function's own StopIteration ends it"))


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


c = Countdown(3)
print([*c], list(c), 1 in Countdown(3), max(Countdown(5)), list(zip(Countdown(2), Countdown(9))), sum(Countdown(4)))


class BadIter:
    def __iter__(self):
        return 5


try:
    iter(BadIter())
except TypeError as error:
    print(error)
try:
    iter(5, 6)
except TypeError as error:
    print(error)
