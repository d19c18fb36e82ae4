import _weakref
from _weakref import getweakrefcount, getweakrefs, proxy, ref


def show(fn):
    try:
        print(fn())
    except Exception as e:
        print(type(e).__name__, e)


class C:
    def __init__(self, n=0):
        self.n = n

    def __repr__(self):
        return f"C({self.n})"

    def __eq__(self, other):
        return isinstance(other, C) and self.n == other.n

    def __hash__(self):
        return hash(self.n)

    def method(self, *args, **kw):
        return self.n, args, kw


class R(ref):
    __slots__ = ("key",)

    def __new__(cls, ob, callback=None, key=None):
        self = super().__new__(cls, ob, callback)
        self.key = key
        return self

    def __init__(self, ob, callback=None, key=None):
        super().__init__(ob, callback)


c = C()
r, p, k = ref(c), proxy(c), R(c)
print(getweakrefcount(c), [type(x).__name__ for x in getweakrefs(c)], getweakrefs(c)[0] is r, c.__weakref__ is r)
c, d = C(1), C(1)
r = ref(c)
print(r is ref(c), ref(c, None) is r, ref(c, print) is r, r() is c, type(r), ref is _weakref.ReferenceType)
print(r == ref(d), r != ref(d), hash(r) == hash(c), {r: 1}[ref(d)], r == c, len({r, ref(d)}))
k = R(c, None, "key")
print(k.key, k() is c, k == r, isinstance(k, ref), R(c) is R(c), k.__callback__)
print(c.__weakref__ is r, C.__dict__["__weakref__"], C().__weakref__)
for value in (1, 1.5, "s", b"", [], (), {}, object(), None, Exception(), range(3), iter([]), property(), C.__dict__, r):
    show(lambda: ref(value))
kinds = [{1}, frozenset(), len, int, _weakref, C, c.method, lambda: 0, (i for i in ()), show.__code__]
print([ref(value)() == value for value in kinds])
for fn in (
    lambda: ref(),
    lambda: ref(c, 1, 2),
    lambda: ref(c, callback=None),
    lambda: proxy(),
    lambda: proxy(1),
    lambda: r(1),
    lambda: ref.__new__(),
    lambda: _weakref.ProxyType(),
    lambda: type("P", (_weakref.ProxyType,), {}),
    lambda: setattr(r, "__callback__", 1),
    lambda: setattr(r, "x", 1),
    lambda: r < r,
    lambda: getweakrefs(1),
):
    show(fn)


class Number:
    def __add__(self, other):
        return ("add", type(other).__name__)

    def __radd__(self, other):
        return ("radd", type(other).__name__)

    def __iadd__(self, other):
        return ("iadd", other)

    def __neg__(self):
        return "neg"

    def __index__(self):
        return 3

    def __bool__(self):
        return False

    def __len__(self):
        return 7

    def __getitem__(self, key):
        return key

    def __contains__(self, item):
        return item == "in"

    def __iter__(self):
        return iter("abc")

    def __str__(self):
        return "number"

    def __lt__(self, other):
        return ("lt", type(other).__name__)

    def __call__(self, *args):
        return args


n = Number()
p = proxy(n)
print(type(p), p.__class__ is Number, isinstance(p, Number), p is proxy(n), callable(p), callable(proxy(c)))
print(p + 1, 1 + p, p + p, -p, p < p, list(p), len(p), bool(p), p["k"], "in" in p, str(p), f"{p}", p(1, 2))
print([10, 20, 30, 40][p], hex(p), range(5)[p])
q = p
q += 5
print(q)
pc = proxy(c)
pc.n = 5
print(c.n, pc.method(1, a=2), pc == c, c == pc, pc != d, pc.__dict__)
del pc.n
show(lambda: pc.n)
c.n = 1
for fn in (
    lambda: hash(p),
    lambda: pc(),
    lambda: pc + 1,
    lambda: len(pc),
    lambda: iter(pc),
    lambda: next(pc),
    lambda: pc[0],
    lambda: getweakrefcount(p),
):
    show(fn)

# Slots decide who can be referred to.
class NoWeak:
    __slots__ = ()


class Weak:
    __slots__ = ("__weakref__",)


class Sub(NoWeak):
    pass


show(lambda: ref(NoWeak()))
w, s = Weak(), Sub()
print(ref(w)() is w, ref(s)() is s, Weak.__weakrefoffset__ != 0, NoWeak.__weakrefoffset__)
class E(Exception): pass
e = E()
print(ref(e)() is e)
dct = {"a": ref(c), "b": 1}
_weakref._remove_dead_weakref(dct, "a")
_weakref._remove_dead_weakref(dct, "missing")
print(sorted(dct))
