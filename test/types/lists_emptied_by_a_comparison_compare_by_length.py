class Emptying:
    def __init__(self, name):
        self.name = name

    def __eq__(self, other):
        lists[self.name].clear()
        return NotImplemented


lists = {}
for first, second in ("b", "a"), ("a", "a"), ("b", "b"):
    lists["a"] = a = [Emptying(first)]
    lists["b"] = b = [Emptying(second)]
    print(a == b, a != b, a <= b, len(a), len(b))
lists["a"] = a = [Emptying("a"), 1]
print(a == [0, 1], a)
