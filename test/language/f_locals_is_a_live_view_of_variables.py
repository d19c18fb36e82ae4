import sys


def attempt(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


def f(a, b=2):
    x = 1
    c = 5

    def inner():
        return c, b

    [z for z in [1]]
    print(sorted(locals()))
    p = sys._getframe().f_locals
    print(type(p).__name__, p is sys._getframe().f_locals, p == sys._getframe().f_locals)
    print(list(p), len(p), p["x"], p["c"])
    p["x"], p["c"], p["b"] = 10, 50, 7
    print(x, c, inner(), b)
    attempt(lambda: p["nope"])
    attempt(lambda: p.__delitem__("x"))
    attempt(lambda: p.pop("x"))
    attempt(lambda: p.pop("nope"))
    attempt(lambda: p.clear())
    p["extra"] = 1
    print("extra" in p, p["extra"], locals()["extra"], sys._getframe().f_locals["extra"], p.pop("extra"), "extra" in p)
    print(p.get("x"), p.get("q"), p.get("q", 4), 3 in p, p.setdefault("x", 5), p.setdefault("late", 6), late_is(p))
    print(type(p.keys()), type(p.values()), type(p.items()), list(reversed(p))[0])
    print((p | {"x": 99})["x"], ({"x": 99, "w": 1} | p)["w"], x)
    attempt(lambda: p | 1)
    p |= {"x": 77}
    p.update({"x": x + 1})
    print(x, type(p.copy()), p.copy()["x"], p == dict(p), p != dict(p), p == 3)
    attempt(lambda: p.update(1))
    attempt(lambda: hash(p))
    attempt(lambda: type(p)())
    attempt(lambda: type(p)(1))
    exec("x = 123", {}, p)
    print(x, eval("x", {}, p))
    if False:
        unbound = 1
    print("unbound" in p)
    p["unbound"] = 6
    print(unbound)
    return p


def late_is(p):
    return p["late"]


p = f(1)
p["x"] = 4
print(p["x"])


def generator():
    y = 1
    yield sys._getframe()
    yield y


it = generator()
frame = next(it)
frame.f_locals["y"] = 5
print(next(it), frame.f_locals)


class C:
    a = 1
    sys._getframe().f_locals["added"] = 3
    print(added, sys._getframe().f_locals is locals())


print(sys._getframe().f_locals is globals(), locals() is globals())


def outer(q):
    def inner():
        q, r
        return sys._getframe().f_locals

    r = 1
    l = inner()
    l["q"] = 9
    return l, q


print(outer(1))


def comprehension():
    x = [0]
    inside = [sorted(sys._getframe().f_locals) for w in x]
    y = [w for w in x if (lambda: w)() or True]
    return inside, sorted(locals())


print(comprehension())


def fresh():
    a, b = locals(), locals()
    print(a is b, list(b))


fresh()
print(sorted((i for i in ()).gi_frame.f_locals))
