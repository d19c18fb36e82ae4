x = "outer"
print([x for x in range(3)], x)
print({x: y for x, y in zip("ab", range(2))}, {x % 2 for x in range(4)})
print([(a, b) for a in range(3) for b in range(a) if (a + b) % 2])
print([[y for y in range(n)] for n in range(3)])
print([last := n for n in range(3)], last)


class C:
    size = 3
    items = [n for n in range(size)]
    try:
        bad = [size for n in range(2)]
    except NameError as error:
        print(error)


print(C.items)


def f(n):
    return [m * n for m in range(3)], list(n + k for k in (1, 2))


print(f(10))
print([*(y for y in "ab"), *[1]], {**{"a": 1}, "b": 2}, (*"xy", 3))
