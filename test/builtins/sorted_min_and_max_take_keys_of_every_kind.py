# Keys of one builtin kind are compared in other ways than mixed ones; the order must be the same.
big = 2**70
samples = {
    "ints": [5, 3, -1, 3, 0, -7, 5, 2],
    "wide ints": [2**52, -(2**52), 2**53 - 1, 1, -(2**53) + 1, 0],
    "big ints": [big, 3, -big, big + 1, 0, big],
    "bools": [True, 2, False, 0, 1, True],
    "floats": [2.5, -0.0, 0.0, 1e300, -1e300, float("inf"), 2.5],
    "mixed numbers": [1, 0.5, big, True, -0.5, 1.0, float("-inf")],
    "strings": ["b", "a", "", "ab", "aa", "B", "é", "z"],
    "surrogates": ["\U0001f600", "\uffff", "a", "\ue000"],
    "pairs": [(2, "b"), (1, "z"), (2, "a"), (1, "z"), (0, "")],
    "float pairs": [(1.0, 2), (1, 1), (0.5, 3), (True, 0)],
    "lengths": [(1, 2), (1,), (), (1, 2, 3), (0, 9)],
    "nested": [((2, 1), "x"), ((1, 9), "y"), ((1, 9), "a")],
    "bytes": [b"b", b"a", b""],
    "lists": [[2], [1, 2], [1], []],
    "big pairs": [(10**20, 2), (1e20, 1), (10**20, 0)],
}
for name, keys in samples.items():
    # Positions tell equal keys apart.
    items = list(enumerate(keys))
    print(name, [i for i, _ in sorted(items, key=lambda item: item[1])])
    print(name, [i for i, _ in sorted(items, key=lambda item: item[1], reverse=True)])
    print(name, sorted(keys), min(keys), max(keys))
    print(name, min(items, key=lambda item: item[1]), max(items, key=lambda item: item[1]))

nan = float("nan")
pairs = [(nan, 2), (nan, 1), (nan, 0)]
print(sorted(pairs, key=lambda pair: pair))

many = [(i * 7919) % 1009 for i in range(1000)]
print(sorted(many) == sorted(many, key=float) == [int(s) for s in sorted(map(str, many), key=int)])
print(sorted(range(300), key=lambda i: (i % 7, -i))[:12])
print(sorted(range(50), reverse=True)[:5], sorted(range(50), key=lambda i: -i)[:5])

# Builtin keys.
words = ["delta", "Alpha", "charlie", "Bravo", "echo", "be"]
ranks = {"delta": 3, "Alpha": 1}
print(sorted(words, key=len), sorted(words, key=str.lower), sorted(words, key=str))
print(sorted(words, key=lambda w: ranks.get(w, 9)), sorted(ranks, key=ranks.get))
print(sorted(ranks, key=ranks.__getitem__), min(words, key=len), max(words, key=len))
print(sorted([3, -2, 1], key=abs), sorted(["10", "9"], key=int), max([[1], [], [2, 3]], key=len))
print(sorted([[2, 1], [1, 3]], key=max), sorted([{3}, {1}], key=list), sorted("bca", key=ord))


class Sized:
    def __init__(self, size):
        self.size = size

    def __len__(self):
        return self.size

    def __repr__(self):
        return f"Sized({self.size})"

    def rank(self, other):
        return self.size * other


print(sorted([Sized(3), Sized(1)], key=len), max(Sized(2), Sized(5), key=len))
print(sorted([3, 1, 2], key=Sized(-1).rank), sorted([3, 1, 2], key=Sized(1).rank, reverse=True))


class Word(str):
    def __lt__(self, other):
        return len(self) < len(other)


print(sorted([Word("ccc"), Word("a"), Word("bb")]), sorted(["b", Word("a"), "c"]))

# What goes wrong in keys and comparisons.
for action in (
    lambda: sorted([1, "a"]),
    lambda: sorted([(1, "a"), (1, 2)]),
    lambda: sorted([1, None, 2]),
    lambda: sorted([1, 2], key=len),
    lambda: sorted([1, 2], key=lambda a, b: a),
    lambda: sorted([1, 2], key=lambda x: 1 + ""),
    lambda: sorted([1, 2], key=3),
    lambda: min([]),
    lambda: max([1, "a"]),
    lambda: min(1, 2, default=3),
    lambda: max(),
    lambda: min([1], key=3),
    lambda: max(1),
    lambda: sorted(["x"], key=int),
):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
print(min([], default="none"), max((), default=None, key=len), min([3], key=None))

# The list is empty while it is sorted.
items = [3, 1, 2]
seen = []
items.sort(key=lambda x: seen.append(list(items)) or x)
print(items, seen)


def changing(x):
    items.append(x)
    return x


try:
    items.sort(key=changing)
except ValueError as error:
    print(error, items)


def failing(x):
    if x == 2:
        raise KeyError(x)
    return -x


try:
    items.sort(key=failing)
except KeyError as error:
    print("KeyError", error, items)

# The first of equal ones, and what a comparison answers counts for its truth.
log = []


class Odd:
    def __init__(self, name):
        self.name = name

    def __lt__(self, other):
        log.append(self.name + other.name)
        return [] if self.name > other.name else ["yes"]

    def __gt__(self, other):
        return NotImplemented

    def __repr__(self):
        return self.name


print(min([Odd("b"), Odd("a"), Odd("c")]), max([Odd("b"), Odd("a"), Odd("c")]), log)
print(sorted([Odd("b"), Odd("a"), Odd("c")]))
print(max([1, True, 1.0]), min([1.0, 1, True]), max("abc", "abd", key=lambda s: s[0]))

# map and filter end where a StopIteration passes through them.
def stop(x):
    if x == 3:
        raise StopIteration
    return x


print(list(map(stop, range(6))), list(filter(stop, range(6))), list(map(stop, [4, 3, 5])))
print(list(map(lambda a, b=2: a * b, [1, 2])), list(map(lambda *a: a, [1], [2])))
print(sum(map(lambda x: x / 2, [1, 2])), any(map(lambda x: x > 1, [0, 2, 5])))


def generator(x):
    yield x


print([list(g) for g in map(generator, [1, 2])])
try:
    list(map(lambda: 1, [1]))
except TypeError as error:
    print(error)
