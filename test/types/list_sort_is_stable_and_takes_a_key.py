words = ["banana", "Apple", "cherry", "apple", "Banana", "fig"]
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len, reverse=True))
pairs = [(1, "b"), (0, "a"), (1, "a"), (0, "b")]
pairs.sort(key=lambda p: p[0])
print(pairs)
pairs.sort(key=lambda p: p[0], reverse=True)
print(pairs)
print(sorted([3, 1.5, True, 2]), sorted("hello"), sorted({"b": 1, "a": 2}), sorted([(2, "x"), (1, "y")], reverse=True))


class Item:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return self.n > other.n


print([i.n for i in sorted([Item(1), Item(3), Item(2)])])
calls = []
sorted([3, 1, 2], key=lambda n: calls.append(n) or n)
print(calls)
x = [3, 2, 1]
for wrong in [lambda: sorted([1, "a"]), lambda: x.sort(key=lambda n: x.append(n)), lambda: sorted([1], len), lambda: sorted([None, None])]:
    try:
        wrong()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
print(x)
