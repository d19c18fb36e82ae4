async def aw(x): return x
async def co(v):
    match await aw(v):
        case [x] if await aw(x): return "x", x
        case {"k": y} if [z async for z in agen(y)]: return "y", y
        case _: return await aw("no")
async def agen(n):
    for i in range(n): yield i
def run(c):
    try: c.send(None)
    except StopIteration as e: return e.value
print(run(co([1])), run(co([0])), run(co({"k": 2})), run(co({"k": 0})))
def cells(v):
    fs = []
    match v:
        case [x, y] if any(x == q for q in [1, 2]): fs.append(lambda: (x, y)); x = 9
        case x: fs.append(lambda: x)
    return fs[0]()
print(cells([1, 2]), cells([3, 4]))
def gl(v):
    global captured
    match v:
        case {"a": captured}: pass
gl({"a": 5}); print(captured)
def subj_cell(v):
    def g(): nonlocal v; v = "changed"; return False
    match v:
        case [x] if g(): pass
        case [x]: return x, v
        case _: return "none", v
print(subj_cell([1]))
class Attr: pass
o = Attr(); o.v = [1, 2]
match o.v:
    case [a, b]: o.v = 3
print(a, b, o.v)
def early():
    for v in [[1], [2, 3], "s"]:
        try:
            match v:
                case [x]: continue
                case [x, y]: return x + y
        finally: print("fin", v)
print(early())
def nested(v):
    match v:
        case [a, b]:
            match a, b:
                case int(x), int(y): return x * y
                case str() as s, _: return s
                case _: return "inner"
        case _: return "outer"
print(nested([2, 3]), nested(["s", 1]), nested([None, 1]), nested(1))
def star_positions(v):
    match v:
        case [*a, 1]: return "end", a
        case [1, *a]: return "start", a
        case [x, *a, y]: return x, a, y
        case [*a]: return a
print(star_positions([3, 1]), star_positions([1, 3]), star_positions([5, 6, 7, 8]), star_positions([5]), star_positions(range(3)), star_positions(()))
def lam(v): return (lambda w: [w for w in v if w])(v)
print(lam([0, 1]))
def orcap(v):
    match v:
        case {"x": x, "y": 1 as y} | {"z": [x, y]} | [y, x]: return x, y
print(orcap({"x": 1, "y": 1}), orcap({"z": [3, 4]}), orcap([5, 6]), orcap(0))
import sys
def exc(v):
    match v:
        case ValueError(args=(a, *_)): return "V", a
        case OSError(errno=e): return "O", e
        case Exception() as e: return type(e).__name__
print(exc(ValueError(1, 2)), exc(OSError(5, "m")), exc(KeyError()))
def slots(v):
    match v:
        case slice(start=a, stop=b): return a, b
        case range(start=a): return a
        case complex(real=r, imag=i): return r, i
        case type(): return "type"
        case object(): return "object"
print(slots(slice(1, 2)), slots(range(3, 4)), slots(1j), slots(int), slots(None))
def matchlocals(v):
    match v:
        case {"a": x, **r}: return sorted(locals().items(), key=lambda p: p[0])
print(matchlocals({"a": 1, "b": 2}))
def unb(v):
    match v:
        case [x]: del x
    try: return x
    except UnboundLocalError: return "unbound"
print(unb([1]), unb(1))
match {}:
    case {"a": _, **rest}: print("no")
    case {**rest}: print(rest)
match [1, [2, [3, [4]]]]:
    case [a, [b, [c, [d]]]]: print(a, b, c, d)
match (1, 2, 3):
    case (a, (2 | 3) as b, c) if a < b < c: print(a, b, c)
x = [1, 2]
match x:
    case [_, _] as x: print(x)
match x, 1:
    case ([a, b], c) | (a, b, c): print(a, b, c)
print([m for m in dir() if m in ("a", "b", "c", "d", "rest")])
