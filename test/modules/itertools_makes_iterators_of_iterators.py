import itertools
from itertools import *


class Number:
    """Its arithmetic, truth and equality are Python code."""

    def __init__(self, value):
        self.value = value

    def __add__(self, other):
        return Number(self.value + other.value)

    def __bool__(self):
        return self.value != 0

    def __eq__(self, other):
        return self.value == other.value

    def __repr__(self):
        return f"N{self.value}"


def numbers(*values):
    for value in values:
        yield Number(value)


class Sequence:
    def __getitem__(self, index):
        if index > 2:
            raise IndexError
        return index * 10


SOURCES = [lambda: [1, 0, 2, 2, 0, None], lambda: numbers(1, 0, 2, 2, 0), lambda: Sequence(), lambda: "", lambda: (x for x in "abca")]


def show(make):
    for source in SOURCES:
        try:
            print(list(islice(make(source()), 12)), end=" ")
        except Exception as error:
            print(type(error).__name__, error, end=" ")
    print()


show(accumulate)
show(lambda s: accumulate(s, lambda a, b: [a, b]))
show(lambda s: accumulate(s, max, initial=0))
show(lambda s: batched(s, 2))
show(lambda s: batched(s, 3, strict=True))
show(lambda s: chain(s, [1], s))
show(lambda s: chain.from_iterable([s, (), "x"]))
show(lambda s: combinations(s, 2))
show(lambda s: combinations_with_replacement(s, 2))
show(lambda s: compress("abcdef", s))
show(lambda s: compress(s, [1, 0, 1, 1]))
show(cycle)
show(lambda s: dropwhile(bool, s))
show(lambda s: dropwhile(lambda x: x, s))
show(lambda s: filterfalse(None, s))
show(lambda s: filterfalse(lambda x: x, s))
show(lambda s: [(k, list(g)) for k, g in groupby(s)])
show(lambda s: [(k, list(g)) for k, g in groupby(s, lambda x: not x)])
show(lambda s: [k for k, g in groupby(s, bool)])
show(lambda s: islice(s, 1, None, 2))
show(pairwise)
show(permutations)
show(lambda s: permutations(s, 2))
show(lambda s: product(s, "xy"))
show(lambda s: product(s, repeat=2))
show(lambda s: starmap(lambda *a: a, zip(s, "abc")))
show(lambda s: takewhile(bool, s))
show(lambda s: takewhile(lambda x: x, s))
show(lambda s: zip(*tee(s, 3)))
show(lambda s: zip_longest(s, "xy", fillvalue="-"))
show(lambda s: zip(repeat(1, 3), s))
show(lambda s: zip(count(10), s))

print(count(5), count(5, 2), count(1.5, 0.5), count(10**30), count(5, 1.0), count(True), count(Sequence is None))
c = count(2**53 - 1)
print(next(c), next(c), next(c), c)
c = count(1, 2**60)
print(next(c), next(c), c)
print(repeat(5), repeat("a", 3), repeat("a", -3), repeat(object=1, times=2), repeat(1, 3).__length_hint__())
print([list(product("ab", repeat=0)), list(product()), list(permutations("abc", 5)), list(combinations("abc", 0)), list(zip_longest())])
print([len(list(permutations(range(n)))) for n in range(7)], len(list(combinations(range(10), 4))))
it = iter("abcdefg")
print(list(islice(it, 2, 4)), list(islice(it, 0)), list(islice(it, 1, 2, 4)), list(it))

first, second = tee(iter("abc"))
next(first)
third = first.__copy__()
print(list(first), list(second), list(third), type(first), tee("ab", 0), tee(second)[0] is second)
groups = groupby("aab")
key, group = next(groups)
next(groups)
print(key, list(group))
print(chain[int], [getattr(itertools, name).__module__ for name in ("count", "tee")])
print(*(getattr(itertools, name).__text_signature__ for name in sorted(dir(itertools)) if name.islower() and name[0] != "_"), sep="\n")


class Derived(count):
    def __next__(self):
        return super().__next__() * 2


print(Derived(3), list(islice(Derived(3), 3)), type(Derived(1)))
deep = iter(range(3))
for _ in range(300):
    deep = chain(deep, ())
print(list(deep))
deep = [None]
for _ in range(300):
    deep = islice(filterfalse(None, deep), 5)
print(list(deep))
deep = iter([1])
for _ in range(300):
    deep = chain.from_iterable([deep])
print(list(deep))
