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


class A: 
    "doc"
    a = 1
class B(A): pass
for n in ['__name__','__qualname__','__module__','__bases__','__base__','__mro__','__dict__','__doc__','__flags__','__basicsize__','__itemsize__','__dictoffset__','__weakrefoffset__','__abstractmethods__','__text_signature__','__static_attributes__','__firstlineno__','__class__','foo','mro']:
    print(n)
    x(f'int.{n} = 1')
    x(f'del int.{n}')
    x(f'B.{n} = 1')
    x(f'del B.{n}')
    if n in ('__class__','foo','mro'): break
class B(A): pass
for n in ['__name__','__qualname__','__module__','__doc__','__static_attributes__']:
    for v in ["'x'", 'None', '()', '1']: x(f'B.{n} = {v}'); t(lambda: getattr(B, n))
class B(A): pass
x('B.__name__ = "a\\0b"')
x('B.__name__ = "Q"')
t(lambda: (B, B.__name__))
x('B.__qualname__="Z.q"')
t(lambda: B)
x('B.__module__=None')
t(lambda: B)
x('B.__module__=3')
t(lambda: B)
x('B.__module__="builtins"')
t(lambda: B)
for a in ['()','(1,)','(int,)','(B,)','(A,A)','[A]','(bool,)','(A, object)','(object, A)','(type,)','(Exception,)']:
    x(f'B.__bases__ = {a}')
x('A.__bases__ = (B,)')
x('int.__bases__ = (B,)')
t(lambda: int.__text_signature__)
t(lambda: B.__text_signature__)
t(lambda: type.__text_signature__)
t(lambda: int.__static_attributes__)
t(lambda: int.__firstlineno__)
class C1:
    def __init__(self): self.p = 1; self.q: int = 2
    def m(self): self.zz += 1; del self.uu; other.vv = 3
    @classmethod
    def c(cls): cls.k = 1
    @staticmethod
    def s(self): self.st = 4
    def n(self):
        def inner(self): self.inn = 1
        def inner2(): self.inn2 = 1
        for self.lp in []: pass
        with a as self.w: pass
        [self.tp, b] = 1, 2
        lambda: (self.x, 1)
    class N:
        def f(self): self.nested = 1
t(lambda: sorted(C1.__static_attributes__))
t(lambda: C1.N.__static_attributes__)
t(lambda: type(C1.__dict__))
t(lambda: list(C1.__dict__))
t(lambda: list(type('Q', (), {'a': 1}).__dict__))
