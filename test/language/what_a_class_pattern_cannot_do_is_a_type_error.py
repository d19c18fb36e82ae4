def positional(v, C):
    match v:
        case C(1, 2): pass


def both(v, C):
    match v:
        case C(x, x=y): return x, y
        case _: return "no"


def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)


class A: pass


for C in int, dict, 5, "s", A:
    attempt(positional, {} if C is dict else C() if C is A else 5, C)
for names in ["x"], ("x", 1), ("x", "x"), "xy", ("x",), (), None, ("x", "y"):
    class A:
        __match_args__ = names
        x = 1
    attempt(positional, A(), A)
for names in ("x",), ("y",):
    class A:
        __match_args__ = names
        x = 1
    attempt(both, A(), A)


class K:
    a = "k"
    b = "k"
    u = []


def keys(v):
    match v:
        case {K.a: x, K.b: y}: return x, y


def unhashable(v):
    match v:
        case {K.u: x, **z}: return x


attempt(keys, {"k": 1})
attempt(keys, {"k": 1, 2: 3})
attempt(unhashable, {"k": 1})
attempt(unhashable, {})
