"""f-strings, format specs, % and str(): the report of an ordinary program."""
UNITS = 12_000  # lines


def bench():
    length = 0
    last = ""
    for n in range(12_000):
        price = n * 0.25
        name = f"item-{n:05d}"
        last = f"{name:<12}|{n:>8,}|{price:10.2f}|{n % 16:#06x}|{n / 12000:7.1%}|{name!r}"
        length += len(last) + len("%s=%d" % (name, n)) + len("{0}:{1:^9}".format(n, name))
        length += len(str(price)) + len(repr(n))
    return length, last
