t = (1, "a", [2])
print(t, t[0], t[-1], t[1:], t + (3,), t * 2, len(t), "a" in t, t.index("a"), t.count(1), ())
print((1,), tuple("ab"), tuple([1]), tuple(), (1, 2) == (1, 2), hash((1, "a")) == hash((1, "a")), {(1, 2): "k"}[1, 2])
t[2].append(5)
print(t, *t, sep="|")
x = 1, 2
x += (3,)
print(x, type(x).__name__, x[::-1], min(x), sum(x))
for wrong in ["t[0] = 1", "del t[0]", "hash(t)", "t[9]", "t + [1]", "t.index('zz')", "t.append(1)"]:
    try:
        exec(wrong)
    except (TypeError, IndexError, ValueError, AttributeError) as error:
        print(type(error).__name__, error)
