"""Lists: append, index, slices, comprehensions, zip, enumerate, pop."""
UNITS = 160 * 2_000  # items


def rotate(items, by):
    return items[by:] + items[:by]


def bench():
    check = 0
    for turn in range(160):
        items = []
        for i in range(1_000):
            items.append((i * 37 + turn) % 101)
        squares = [x * x for x in items if x & 1]
        pairs = [a - b for a, b in zip(items, rotate(items, turn))]
        for index, value in enumerate(pairs):
            items[index] += value
        while len(items) > 900:
            items.pop()
        check += sum(squares) + min(pairs) * max(items) + len(items[::3])
        check ^= items.index(max(items))
    return check
