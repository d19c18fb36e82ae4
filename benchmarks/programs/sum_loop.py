"""An int loop with nothing but arithmetic in it."""
UNITS = 600_000  # turns


def bench():
    total = 0
    step = 1
    for i in range(600_000):
        total += i * step
        if total > 1_000_000:
            total -= 999_983
            step = 1 + (step & 7)
    return total
