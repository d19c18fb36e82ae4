"""Generators: pipelines, yield from, send, generator expressions."""
UNITS = 280_000  # values handed on


def numbers(limit):
    n = 0
    while n < limit:
        yield n
        n += 1


def odd(source):
    for n in source:
        if n & 1:
            yield n


class Tree:
    def __init__(self, depth, value):
        self.value = value
        self.left = Tree(depth - 1, value * 2) if depth else None
        self.right = Tree(depth - 1, value * 2 + 1) if depth else None

    def walk(self):
        if self.left:
            yield from self.left.walk()
        yield self.value
        if self.right:
            yield from self.right.walk()


def averager():
    total = count = 0
    while True:
        total += yield total // count if count else 0
        count += 1


def bench():
    check = sum(n * 3 for n in odd(numbers(100_000)))
    for value in Tree(12, 1).walk():
        check ^= value
    average = averager()
    next(average)
    for n in range(40_000):
        check += average.send(n)
    average.close()
    return check
