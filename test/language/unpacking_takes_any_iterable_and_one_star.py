first, *middle, last = range(6)
print(first, middle, last)
(a, b), [c, *d] = "xy", {"k": 1, "l": 2}
print(a, b, c, d)
*rest, = "abc"
print(rest)
for n, (x, *y) in enumerate([(1, 2, 3), "ab"]):
    print(n, x, y)
for wrong in [(1,), (1, 2, 3)]:
    try:
        p, q = wrong
    except ValueError as error:
        print(error)
try:
    p, *q, r = [1]
except ValueError as error:
    print(error)
try:
    p, q = 5
except TypeError as error:
    print(error)
