"""Every way to pass arguments: positions, defaults, keywords, *args, **kwargs, closures, builtins."""
UNITS = 40_000 * 7  # calls


def scale(value, factor=2, *, offset=0):
    return value * factor + offset


def collect(first, *rest, **named):
    return first + len(rest) + len(named)


def make_counter(start):
    count = start

    def step(by=1):
        nonlocal count
        count += by
        return count

    return step


def bench():
    total = 0
    step = make_counter(10)
    pair = (4, 5)
    for i in range(40_000):
        total += scale(i)
        total += scale(i, 3)
        total += scale(value=i, offset=7)
        total += collect(i, 1, 2, key=3)
        total += collect(*pair)
        step()
        total += max(i, 17)
    return total + step(by=5)
