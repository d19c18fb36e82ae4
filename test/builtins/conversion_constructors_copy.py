x = [1, [2]]
y = list(x)
y[1].append(3)
print(x, y, y is x, list(), list("ab"), list({1: 2}), list(range(2)), tuple(x) is x, tuple((1,)))
t = (1, 2)
print(tuple(t) is t, set("aab") == {"a", "b"}, frozenset(), dict(), dict(a=1), dict([["k", "v"]]), str(b"a"), bytes("a", "ascii"))
print(bool("x"), int("5"), float("1.5"), complex("1j"), bytes([1]), bytearray(b"x"), list(b"ab"), set(), str(object=5), int("10", base=2))
for wrong in ["list(5)", "tuple(None)", "set(5)", "dict([1])", "list(1, 2)", "int(base=5)", "dict([('a',)])", "list(x=1)", "bytes('a')", "float('x')", "bool(1, 2)"]:
    try:
        eval(wrong)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
