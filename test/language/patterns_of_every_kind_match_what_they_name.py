class P:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


def kind(v):
    match v:
        case 0: return "zero"
        case -1: return "minus one"
        case 1.5 | -2.5: return "float"
        case 1+2j | -1-2j: return "complex"
        case "a" | b"b": return "str"
        case "c" "d": return "joined"
        case 100000000000000000000: return "big"
        case None: return "none"
        case True: return "true"
        case False: return "false"
        case []: return "empty sequence"
        case [x]: return ("one", x)
        case [1, x, 3] | [x, 2]: return ("or", x)
        case (a, b, *rest) if a == b: return ("guard", a, b, rest)
        case [a, *_, b]: return ("ends", a, b)
        case {}if not v: return "empty mapping"
        case {"k": k, **rest}: return ("mapping", k, rest)
        case {1: _, 2: z}: return ("keys", z)
        case P(0, 0): return "origin"
        case P(x, y=yy) as p: return ("P", x, yy, p is v)
        case int(n): return ("int", n)
        case str() | bytes() as s: return ("s", s)
        case float(): return "f"
        case set(s): return ("set", s)
        case _: return "default"


values = [0, False, True, -1, 1.5, -2.5, 1+2j, -1-2j, 1-2j, "a", b"b", "cd", 10 ** 20, None, [], (), [7], [1, 5, 3], [9, 2]]
values += [[4, 4], [4, 4, 5, 6], (1, 2, 3), range(3), range(0), bytearray(b"ab"), {}, {"k": 1, "z": 2}, {1: 2, 2: 3}, {1: 2}]
values += [P(0, 0), P(1, 2), 77, "xyz", b"q", 2.25, {1}, frozenset(), object]
for v in values:
    print(kind(v))


def nested(v):
    match v:
        case {"a": [1, {"b": (x, *y), **z}] | [x, y, z]}:
            return x, y, z


print(nested({"a": [1, {"b": "no"}]}), nested({"a": [1, {"b": (1, 2, 3), "c": 4}]}), nested({"a": "123"}))
print(nested({"a": [1, 2, 3]}))

match 1, 2:
    case a, b: print(a, b)
match [1, 2],:
    case [[c, d]]: print(c, d)
match *[1, 2], 3:
    case e, *ff: print(e, ff)
match = 5
case = 6
print(match * 2, case)
_ = "kept"
match 3:
    case _: print(_)
match -0.0:
    case 0: print("zero")
match float("nan"):
    case 0: pass
    case float(real=r): print(r)


def gen():
    match (yield 1):
        case [x, y]: yield x
        case _ if (yield 5): yield 6


g = gen()
print(next(g), g.send([3, 4]))
g = gen()
print(next(g), g.send(0), g.send(1))


def leave():
    for i in range(5):
        match i:
            case 0: continue
            case 3: break
            case n: print("n", n)


leave()
