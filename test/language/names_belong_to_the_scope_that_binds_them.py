def t(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except BaseException as e: print(type(e).__name__, e)
# scoping
x = "g"
class A:
    print(x); x = "A"; print(x)
    y = [x for _ in [1]]; 
    z = [i for i in x]
    def f(self): return x
    l = lambda: x
    w = (lambda: x)()
    del x
    print(x)
print(A.y, A.z, A().f(), A.l(), A.w)
def outer():
    x = "o"
    class B:
        print(x)
        x = "B"
        print(x)
        y = [x for _ in 'a']
        def m(self): return x
    class C:
        nonlocal x
        x = "changed"
        z = x
    class D:
        global x
        y = x
    class E:
        print(x)
        def f(): pass
    return B.y, B().m(), x, C.z, 'x' in vars(C), D.y
t(outer)
def f1():
    def g():
        nonlocal v
        v += 1
        return v
    v = 1
    return g(), g(), v
t(f1)
def f2():
    try: print(u)
    except UnboundLocalError as e: print(e)
    u = 1
    def g(): return u
    del u
    try: return g()
    except NameError as e: return str(e)
t(f2)
def f3():
    global gx, gy
    gx, gy = 1, 2
    def gx2(): return gx
    class gy: pass
    import sys as gx
    for gy in [5]: pass
    with_ = 1
    return gy
t(f3); print(gy)
def f4():
    exec("loc = 5")
    try: loc
    except NameError as e: print(e)
    return locals()
t(f4)
class M(type):
    def __prepare__(name, bases, **kw): print("prepare", name, kw); return {"pre": 1}
    def __new__(m, n, b, ns, **kw): print(sorted(k for k in ns if not k.startswith('__'))); return super().__new__(m, n, b, ns)
    def __init__(c, n, b, ns, **kw): super().__init__(n, b, ns)
class X(metaclass=M, kw=1):
    print(pre, __qualname__, __module__)
    pre2 = pre
    def m(self): return __class__, super().__repr__.__name__
    @classmethod
    def c(cls): return __class__ is cls
    @staticmethod
    def s(): return __class__
    def gen(self): yield __class__
    l = lambda self: __class__
    comp = None
    def lc(self): return [__class__ for _ in 'a']
    def inner(self):
        class Y:
            def n(self): return __class__
        return Y().n(), __class__
print(X().m(), X.c(), X.s(), list(X().gen()), X().l(), X().lc(), X().inner())
def nocell():
    return __class__
t(nocell)
class Base:
    def f(self): return "base"
    @classmethod
    def c(cls): return "basec"
class Der(Base):
    def f(self): return [super().f() for _ in 'a'] , super(Der, self).f()
    def g(self):
        def h(): return super().f()
        return h()
    def g2(self):
        def h(self): return super().f()
        return h(self)
    def gen(self): yield super().f()
    def genexp(self): return list(super().f() for _ in 'a')
    @classmethod
    def c(cls): return super().c()
    __class__ = property(lambda s: 5)
    sup = super
t(Der().f); t(Der().g); t(Der().g2); t(lambda: list(Der().gen())); t(Der().genexp); t(Der.c); t(lambda: Der().__class__)
# mangling
class Mg:
    __a = 1
    __b__ = 2
    _Mg__c = 3
    def __m(self, __p, *, __k=5): return __p, __k
    def r(self): return self.__a, self.__b__, self.__c, self.__m(1), self.__m(1, __k=2)
    def kw(self, **k): return k
    def k2(self): return self.kw(__z=1)
    def glob(self):
        global __gg
        __gg = 7
        return __gg
    def imp(self):
        import sys as __s
        from sys import path as __p
        return [k for k in locals() if k != 'self']
    def imp2(self):
        try: import __nomod
        except ImportError as e: print(e, e.name)
        try: import __nomod.sub
        except ImportError as e: print(e)
        try: from sys import __nope
        except ImportError as e: print(e)
    def st(self): self.__x = 1; self.__x += 1; del self.__x; self.__y = 3; return vars(self)
    def ex(self):
        try: 1/0
        except ZeroDivisionError as __e: return [k for k in locals()]
    def cm(self): return [__i for __i in 'ab'], {__k: __v for __k, __v in [(1,2)]}
    def lam(self): return (lambda __q: __q)(3), (lambda __q=1: __q).__code__.co_varnames
    def inner(self):
        def __f(): return 1
        class __C: __d = 1
        return __f.__name__, __C.__name__, __f.__qualname__, list(k for k in vars(__C) if 'd' in k and 'C' in k)
    def nl(self):
        __n = 1
        def g():
            nonlocal __n
            __n = 2
        g(); return __n
    def an(self):
        __v: int = 3
        return list(locals())
    __an: int = 3
    def dl(self):
        __z = 1
        del __z
        return list(locals())
    def wal(self): return (__w := 4), list(locals())
    def call(self): return self.__class__.__m
    for __i in [1]: pass
    with_ = [__j for __j in [__a]]
    def ss(self): return self.__undefined
class _Mg2: __x = 1
class __: __x = 2
class _: __x = 3
print(vars(_Mg2).get('_Mg2__x'), '__x' in vars(__), '__x' in vars(_))
m = Mg(); t(m.r); t(m.k2); t(m.glob); print(_Mg__gg); t(m.imp); t(m.imp2); t(m.st); t(m.ex); t(m.cm); t(m.lam); t(m.inner); t(m.nl); t(m.an); print([k for k in vars(Mg) if k.startswith('_Mg')]); t(m.dl); t(m.wal); t(m.ss)
t(lambda: Mg.__annotations__)
t(lambda: getattr(m, '__a')); t(lambda: m._Mg__m(1, _Mg__k=3)); t(lambda: m._Mg__m())
# locals etc
def loc(a, *b, c=1, **d):
    e = 1
    def f(): return a
    [g for g in 'x']
    return sorted(locals())
t(loc, 1)
class LC:
    a = 1
    b = sorted(k for k in locals() if not k.startswith('__'))
    c = [list(k for k in locals() if k == 'zz') for zz in 'a']
print(LC.b, LC.c)
def gl():
    print(globals() is __import__('sys').modules['__main__'].__dict__, [k in globals() for k in ('x', 'nope')])
gl()
def nested_comp(): return [[(i, j, k) for j in range(2)] for i in range(2) for k in 'z']
t(nested_comp); t(lambda: [(lambda: i)() for i in range(3)]); t(lambda: [f() for f in [lambda: i for i in range(3)]]); t(lambda: {i: i for i in range(2)}); t(lambda: [i for i in range(10) if i % 2 if i > 3]); t(lambda: [i for a in [[1],[2]] for i in a])
def cond(flag):
    if flag: v = 1
    return v
t(cond, 1); t(cond, 0)
for i in range(3): fn = lambda i=i: i
print(fn())
def closures():
    fs = []
    for i in range(3):
        def f(): return i
        fs.append(f)
    return [f() for f in fs]
t(closures)
def exc_scope():
    e = 1
    try: raise ValueError
    except ValueError as e: pass
    return e
t(exc_scope)
class Slot: __slots__ = ("__p", "q")
print(sorted(k for k in vars(Slot) if 'p' in k or k == 'q'))
def kwdef(*, a=[], b={}): a.append(1); return a
t(kwdef); t(kwdef); print(kwdef.__kwdefaults__)
print((lambda *a, b=1, **k: (a,b,k))(1,2,c=3), (lambda a, /, b, *, c: (a,b,c))(1, b=2, c=3), (lambda: (yield))().__class__)
