r = range(2, 20, 3)
print(r, list(r), len(r), r[0], r[-1], r[1:3], r[::-1], 5 in r, 6 in r, 5.0 in r, "a" in r, r.index(8), r.count(8), r.count(9))
print(range(3) == range(0, 3), range(0) == range(5, 5), range(0, 3, 2) == range(0, 4, 2), hash(range(3)) == hash(range(0, 3, 1)), list(range(5, 0, -2)))
big = range(10 ** 20, 10 ** 20 + 5)
print(big[2], len(big), 10 ** 20 + 4 in big, list(big)[-1], range(10 ** 30)[-1], big[1:3])
print(r.start, r.stop, r.step, list(reversed(range(4))), bool(range(0)), list(range(3, 0)), sum(range(101)), repr(range(3)), *range(2))
it = iter(range(2))
print(next(it), next(it), next(it, "end"), list(it))
for wrong in ["range(1, 2, 0)", "range(1.5)", "range()", "r[10]", "r.index(3)", "range('a')", "len(range(10 ** 30))", "range(1, 2, 3, 4)"]:
    try:
        print(eval(wrong))
    except (ValueError, TypeError, IndexError, OverflowError) as error:
        print(type(error).__name__, error)
