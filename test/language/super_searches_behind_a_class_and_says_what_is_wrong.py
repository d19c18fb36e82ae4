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


class B:
    def m(self): return 'B.m'
    x = 1
    @classmethod
    def k(cls): return cls.__name__
class C(B):
    def m(self): return 'C.m'
    def sup(self): return super()
    def s2(self): return super().m()
t(lambda: super())
t(lambda: super(C))
t(lambda: super(C, C()).m())
t(lambda: super(C, C).m)
t(lambda: super(C, 1))
t(lambda: super(1))
t(lambda: super(C, B()))
t(lambda: super(C, B))
t(lambda: super(1,2))
t(lambda: super(C, C(), 1))
t(lambda: super(a=1))
t(lambda: super(C, None))
sp = super(C, C())
t(lambda: sp.__thisclass__)
t(lambda: sp.__self_class__)
t(lambda: type(sp.__self__))
t(lambda: repr(super(C)) )
t(lambda: repr(super(C, C)))
t(lambda: super(C).__self__)
t(lambda: super(C).__self_class__)
t(lambda: sp.nope)
t(lambda: super(C).nope)
t(lambda: super(C, C).nope)
def g(): sp.x = 1
t(g)
def g(): sp.m = 1
t(g)
def g(): del sp.m
t(g)
t(lambda: super(C).__get__(C(), C).m())
t(lambda: super(C).__get__(None, C))
t(lambda: super(C).__get__(1))
t(lambda: sp.__get__(1) is sp)
t(lambda: sp.__class__)
t(lambda: sp.x)
t(lambda: sp.k())
t(lambda: super(C, C).k())
t(lambda: sp[0])
t(lambda: sorted(set(dir(super))-set(dir(object))))
def noargs(): super()
t(noargs)
class D(B):
    def q(): super()
    def r(self):
        del self
        super()
    def cell(self):
        def inner(): return self
        return super().m()
    def star(*a): return super().m()
t(lambda: D.q())
t(lambda: D().r())
t(lambda: D().cell())
t(lambda: D().star())
def ff(self): return super().m()
t(lambda: ff(1))
class E: 
    def w(self): __class__ = 3; return super()
t(lambda: E().w())
class MS(super): pass
t(lambda: MS(C, C()).m())
t(lambda: repr(MS(C, C()))[:20])
t(lambda: super.__init__(sp, B))
t(lambda: super.__new__(super))
t(lambda: repr(super.__new__(super)))
t(lambda: super.__new__(super).foo)
class Pr:
    def __init__(self, o): self.__o = o
    def __getattribute__(self, n):
        if n.startswith('_Pr__'): return object.__getattribute__(self, n)
        return getattr(self.__o, n)
t(lambda: super(C, Pr(C())).m())
