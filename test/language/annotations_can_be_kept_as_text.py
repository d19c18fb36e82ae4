from __future__ import annotations

def f(a: int, b: 'x', c: 1+2*3, d: (1+2)*3, e: -x**2, g: (-x)**2, h: a if b else c, i: lambda: 1, j: lambda *a: 1, k: lambda x, y=1, /, z=2, *a, q, r=3, **kw: (x, y),
  l: {1: 2, **d}, m: {1,2}, n: [x for x in y if z if w], o: {x for x in y}, p: {a: b for a, b in c}, q: (x for x in y), r: f(x for x in y), s: f(a, *b, c=1, **d),
  t: a.b.c[1:2, ::3], u: a[1:], v: a[:], w: a[b, c], x: a[(b, c)], y: a[*b], z: (1,), aa: (), ab: [1], ac: not a and b or c, ad: (a or b) and c, ae: a < b < c, af: (a < b) < c, ag: a is not b not in c,
  ah: f"x{a}{b!r:>{c}}{{}}", ai: f"{ {1:2} }", aj: b'abc', ak: u'uu', al: 1.0, am: 1e400, an: 1j, ao: ..., ap: None, aq: 1 .real, ar: 1.5.real, at: a @ b // c % d, au: a << b | c ^ d & e, av: a ** b ** c, aw: (a ** b) ** c, ax: ~a, ay: not a, az: + a,
  ba: a - (b - c), bb: (a - b) - c, bc: "it's", bd: 'say "hi"', be: 'both \' and "', bf: "\n\t\u00e9\ud800", bg: (lambda: (yield)), bh: (lambda: (yield 1)), bi: 1_000, bj: 0xff, bk: True, bl: a[b if c else d], bm: (a if b else c) if d else e, bn: (lambda: x)(), bp: [*a], bq: a[lambda: 1], br: f(lambda: 1), bs: (a, b), bt: -1, bu: - - 1, bv: not not a, bw: a and (b and c), bx: "a" "b", by: f'{x=}', bz: f"{'a'}", ca: f'{x!s:{y}.2f}', cb: a[b:c:d]): pass
for k, v in f.__annotations__.items(): print(k, v)
print(f.__annotate__.__qualname__, f.__code__.co_flags & 0x1000000)
x: int = 1
(y): str = 2
class C:
    a: undefined
    __b: list[int]
    def m(self, __p: "q") -> None: ...
    for _ in range(1): c: 1
    try: pass
    finally: e: x | y
print(C.__annotations__, C.m.__annotations__, '__annotate_func__' in C.__dict__, C.__annotate__)
print(__annotations__, '__annotate__' in globals())
def g():
    z: undefined = 1
    return z
print(g())
exec("w: foo = 1\nprint(__annotations__)", {})
exec("w: foo = 1")
print(__annotations__)
try:
    exec(compile("w: foo = 1\nprint(__annotations__)", "", "exec", dont_inherit=True), {})
except NameError as error:
    print(error)
c = compile("def f(x: y): pass", "", "exec")
print(c.co_flags & 0x1000000, compile("x", "", "eval", 0, True).co_flags & 0x1000000, compile("x", "", "eval", 0x1000000, True).co_flags & 0x1000000)
def gen[T: int](x: T) -> T: ...
print(gen.__annotations__, gen.__type_params__[0].__bound__)
type A = int
print(A.__value__)
