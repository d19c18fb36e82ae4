"""Exceptions: raised and caught near and far, by class and by base, with finally."""
UNITS = 20_000  # exceptions


class Refused(Exception):
    def __init__(self, code):
        super().__init__(code)
        self.code = code


class Fatal(Refused):
    pass


def check(n, depth):
    if depth:
        return check(n, depth - 1)
    if n % 3 == 0:
        raise Refused(n)
    if n % 7 == 0:
        raise Fatal(n)
    return n


def bench():
    total = finished = 0
    table = {}
    for n in range(20_000):
        try:
            total += check(n, n % 4)
        except Fatal as error:
            total -= error.code
        except Refused as error:
            total += error.code & 15
        finally:
            finished += 1
        try:
            total += table[n]
        except (IndexError, KeyError):
            if n % 5 == 0:
                table[n + 1] = 1
        try:
            int("12x" if n % 2 else "12")
        except ValueError:
            total += 1
    return total, finished
