def t(f):
    try:
        print(repr(f()).split(" at 0x")[0])
    except BaseException as e:
        print(type(e).__name__, e)


def x(source):
    try:
        exec(source, globals())
        print("ok")
    except BaseException as e:
        print(type(e).__name__, e)


class A: pass
class B(A): pass
t(lambda: type())
t(lambda: type(1, 2))
t(lambda: type(1,2,3))
t(lambda: type('a', 2, 3))
t(lambda: type('a', (), 3))
t(lambda: type('a', (1,), {}))
t(lambda: type('a\0', (), {}))
t(lambda: type('a', (), {}, 1))
t(lambda: type('a', (), {}, x=1))
t(lambda: type(x=1))
t(lambda: type(1, x=1))
t(lambda: type('a', (int, str), {}))
t(lambda: type('a', (bool,), {}))
t(lambda: type('a', (A, A), {}))
t(lambda: type('a', (object, A), {}))
t(lambda: type('a', (A, B), {}))
t(lambda: type('a', (B, A, object), {}).__mro__[1:])
t(lambda: type(name='a', bases=(), dict={}))
t(lambda: type.__new__(type))
t(lambda: type.__new__(int, 'a', (), {}))
t(lambda: type.__new__(1, 'a', (), {}))
t(lambda: type.__new__(type, 'a'))
t(lambda: type.__new__())
t(lambda: type('a', (), {'__qualname__': 1}))
t(lambda: type('a', (), {'__qualname__': 'x.y'}).__qualname__)
t(lambda: type('a', (), {'__slots__': 1}))
t(lambda: type('a', (), {'__doc__': 3}).__doc__)
t(lambda: type('a', (), {'__classcell__': 3}))
t(lambda: type('a', (), {'__module__': 'q'}))
t(lambda: type('a', (), {}).__module__)
t(lambda: type('', (), {}))
x('class X(A, A): pass')
x('class X(object, A): pass')
x('class X(A, B): pass')
x('class X("a"): pass')
x('class X(None): pass')
x('class X(A, metaclass=1): pass')
x('class X(x=1): pass')
x('class X(int, float): pass')
x('class X(type(None)): pass')
x('class X(type(len)): pass')
x('class X(A()): pass')
class M1(type): pass
class M2(type): pass
class P(metaclass=M1): pass
class Q(metaclass=M2): pass
x('class X(P, Q): pass')
x('class X(P, metaclass=M2): pass')
x('class X(P, metaclass=type): print(__name__)')
x('class X(metaclass=lambda *a, **k: (a[0], a[1], a[2]["y"], k)): y = 1')
t(lambda: X)
x('class X(metaclass=lambda *a, **k: k, z=3): y = 1')
t(lambda: X)
class Pm(type):
    @classmethod
    def __prepare__(m, n, b, **k): print('prep', m.__name__, n, b, k); return {'pre': 1}
    def __new__(m, n, b, d, **k): print('new', k); return super().__new__(m, n, b, d)
    def __init__(c, n, b, d, **k): print('init', k)
x('class X(metaclass=Pm, k=1): z = pre')
class Bad(type):
    @classmethod
    def __prepare__(m, *a): return 1
x('class X(metaclass=Bad): pass')
class Bad2(type):
    __prepare__ = 1
x('class X(metaclass=Bad2): pass')
class NoPrep:
    def __call__(self, *a): return a[0]
x('class X(metaclass=NoPrep()): pass')
t(lambda: X)
class Bad3:
    def __call__(self, *a): return a[0]
    def __prepare__(self, *a): return 1
x('class X(metaclass=Bad3()): pass')
class Map:
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
class Mp(type):
    @classmethod
    def __prepare__(m, *a): return Map()
    def __new__(m, n, b, d): return type.__new__(m, n, b, d.d)
x('class X(metaclass=Mp):\n  y = 1\n  print(y)\n  def f(self): return __class__')
t(lambda: X().f() is X)
class Mp2(Mp):
    def __new__(m, n, b, d): return type.__new__(m, n, b, {})
x('class X(metaclass=Mp2):\n  def f(self): return __class__')
class Ent:
    def __mro_entries__(self, bases): print('entries', len(bases)); return (A,)
class Ent2:
    def __mro_entries__(self, bases): return [A]
x('class X(Ent(), int): pass')
x('class X(Ent()): pass')
t(lambda: X.__mro__[1].__name__)
t(lambda: len(X.__orig_bases__))
x('class X(Ent2()): pass')
t(lambda: type('X', (Ent(),), {}))
t(lambda: M1('X', (Ent(),), {}))
