def source(name, n):
    for i in range(n):
        print("pull", name, i)
        yield f"{name}{i}"


print(list(zip(source("a", 2), source("b", 1))))
print(list(zip(source("c", 1), source("d", 2))))
e = enumerate(source("e", 2), start=10)
print(next(e))
print(list(e), list(enumerate([], 5)), list(enumerate("ab", 10 ** 20)))
try:
    for pair in zip("ab", "a", strict=True):
        print(pair)
except ValueError as error:
    print(error)
try:
    for pair in zip("a", "ab", strict=True):
        print(pair)
except ValueError as error:
    print(error)
print(dict(zip(("k1", "k2"), zip(*[(1, 2), (3, 4)]))))
