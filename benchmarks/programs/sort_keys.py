"""sorted, min, max, map and filter with functions written in Python."""
UNITS = 120 * 2_500  # keys


class Item:
    def __init__(self, name, weight):
        self.name = name
        self.weight = weight

    def __lt__(self, other):
        return self.weight < other.weight


def by_name(item):
    return item.name[-1], item.weight


def bench():
    items = [Item(f"n{i % 17}", (i * 7919) % 1009) for i in range(500)]
    check = 0
    for turn in range(120):
        ranked = sorted(items, key=lambda item: (item.weight + turn) % 97)
        named = sorted(items, key=by_name, reverse=True)
        check += ranked[turn].weight * named[3].weight
        check += max(items, key=lambda item: item.weight ^ turn).weight
        check += sum(map(lambda item: item.weight, items))
        check += len(list(filter(lambda item: item.weight > 500, items)))
    check += sorted(items)[100].weight
    return check
