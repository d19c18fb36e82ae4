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


def f(x: int, /, y=1):
    "doc"
    return x
c = classmethod(f)
s = staticmethod(f)
t(lambda: (sorted(vars(c)), sorted(vars(s)), c.__annotations__, s.__annotations__))
print(sorted(vars(classmethod(None))), sorted(vars(classmethod(1))), sorted(vars(staticmethod(len))))
t(lambda: classmethod(1).__name__)
t(lambda: classmethod(1).__annotations__)
t(lambda: c.__wrapped__ is f)
t(lambda: c.__func__ is f)
t(lambda: s.__wrapped__ is f)
t(lambda: s(3))
t(lambda: c(3))
t(lambda: c.__get__(None, None))
t(lambda: c.__get__(1))
t(lambda: s.__get__(None, None))
t(lambda: s.__get__(1))
t(lambda: classmethod())
t(lambda: classmethod(1,2))
t(lambda: classmethod(f=1))
t(lambda: staticmethod())
def g(): c.__func__ = 1
t(g)
def g(): c.__wrapped__ = 1
t(g)
def g(): c.foo = 1; return sorted(vars(c)), c.foo
t(g)
def g(): c.__isabstractmethod__ = 1
t(g)
t(lambda: c.__isabstractmethod__)
f.__isabstractmethod__ = True
t(lambda: c.__isabstractmethod__)
t(lambda: str(repr(c))[:26])
class MyC(classmethod):
    def __get__(self, o, t=None): return ('mine', o, t)
class MyS(staticmethod): pass
class MyP(property):
    def __get__(self, o, t=None): return ('prop', t.__name__)
    def __set__(self, o, v): print('set', v)
class A:
    a = MyC(f); b = MyS(f); p = MyP(f)
t(lambda: A.a[0])
t(lambda: A().a[0])
t(lambda: A.b(2))
t(lambda: A().p)
t(lambda: A.p)
def g(): A().p = 4
t(g)
t(lambda: type(A.__dict__['b']))
t(lambda: classmethod.__dict__['__func__'])
t(lambda: classmethod.__dict__['__wrapped__'])
t(lambda: property.__name__)
t(lambda: property().__name__)
