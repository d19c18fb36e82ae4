import types


def show(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


def f(a: int): pass
g = f.__annotate__
show(lambda: (f.__annotations__, f.__annotations__ is f.__annotations__, f.__annotate__ is g))
f.__annotations__ = {'x': 1}
show(lambda: (f.__annotations__, f.__annotate__))
show(lambda: setattr(f, '__annotations__', 1))
f.__annotations__ = None
show(lambda: (f.__annotations__, f.__annotate__))
def f(a: int): pass
del f.__annotations__
show(lambda: (f.__annotations__, f.__annotate__))
def f(a: int): pass
f.__annotate__ = lambda fmt: {'fmt': fmt}
show(lambda: f.__annotations__)
f.__annotate__ = lambda fmt: 1
show(lambda: f.__annotations__)
f.__annotate__ = None
show(lambda: (f.__annotations__, f.__annotate__))
show(lambda: delattr(f, '__annotate__'))
show(lambda: setattr(f, '__annotate__', 1))
def f(a: int): pass
f.__annotations__
f.__annotate__ = None
show(lambda: (f.__annotations__, f.__annotate__))
def f(a: int): pass
f.__annotations__
f.__annotate__ = lambda fmt: {1: 2}
show(lambda: (f.__annotations__))
def h(): pass
show(lambda: (h.__annotations__, h.__annotate__))
h.__annotations__['k'] = 1
show(lambda: h.__annotations__)
class C:
    a: int
show(lambda: (C.__annotations__, C.__annotations__ is C.__annotations__, sorted(k for k in C.__dict__ if 'annot' in k)))
C.__annotations__ = {'z': 1}
show(lambda: (C.__annotations__, C.__annotate__, sorted(k for k in C.__dict__ if 'annot' in k)))
C.__annotations__ = 5
show(lambda: C.__annotations__)
del C.__annotations__
show(lambda: (C.__annotations__, sorted(k for k in C.__dict__ if 'annot' in k)))
del C.__annotations__
show(lambda: delattr(C, '__annotations__'))
class C:
    a: int
C.__annotate__ = lambda fmt: {'f': fmt}
show(lambda: (C.__annotations__, sorted(k for k in C.__dict__ if 'annot' in k)))
C.__annotate__ = lambda fmt: 3
show(lambda: C.__annotations__)
C.__annotate__ = None
show(lambda: (C.__annotations__, C.__annotate__))
show(lambda: setattr(C, '__annotate__', 1))
show(lambda: delattr(C, '__annotate__'))
class CC:
    def __call__(self, f): return {'cc': f}
C.__annotate__ = CC()
show(lambda: C.__annotations__)
class D(C): pass
show(lambda: (D.__annotations__, D.__annotate__, sorted(k for k in D.__dict__ if 'annot' in k)))
show(lambda: int.__annotations__)
show(lambda: int.__annotate__)
show(lambda: setattr(int, '__annotations__', {}))
show(lambda: setattr(int, '__annotate__', None))
show(lambda: type.__annotations__)
class E:
    __annotations__ = {'given': 1}
    b: int
show(lambda: (E.__annotations__, E.__annotate__.__name__))
class E2:
    def __annotate__(fmt): return {'own': fmt}
show(lambda: (E2.__annotations__, E2.__annotate__.__qualname__))
m = types.ModuleType("m")
show(lambda: (m.__annotations__, m.__annotate__, sorted(k for k in m.__dict__ if 'annot' in k)))
m = types.ModuleType("m")
show(lambda: (m.__annotate__, sorted(k for k in m.__dict__ if 'annot' in k)))
m.__annotate__ = lambda fmt: {'k': fmt}
show(lambda: (m.__annotations__, sorted(k for k in m.__dict__ if 'annot' in k)))
m.__annotations__ = {'j': 1}
show(lambda: (m.__annotations__, m.__annotate__, sorted(k for k in m.__dict__ if 'annot' in k)))
m.__annotate__ = lambda fmt: 1
show(lambda: m.__annotations__)
show(lambda: setattr(m, '__annotate__', 1))
show(lambda: delattr(m, '__annotate__'))
m.__annotate__ = None
show(lambda: m.__annotations__)
del m.__annotations__
show(lambda: delattr(m, '__annotations__'))
show(lambda: m.__annotate__)
m.__annotations__ = 5
show(lambda: m.__annotations__)


def plain(a: int): ...


for wrap in staticmethod, classmethod:
    s = wrap(plain)
    show(lambda: delattr(s, "__annotations__"))
    show(lambda: (s.__annotations__, s.__annotate__(1)))
    s.__annotations__ = 5
    print(s.__annotations__, s.__dict__["__annotations__"], plain.__annotations__)
    del s.__annotations__
    print(s.__annotations__)
for nothing in property(plain), print, [].append, 1:
    try:
        nothing.__annotations__
    except AttributeError as error:
        print(error)


@(lambda cls: cls)
class Decorated:
    x: int

    def f(self): ...



def lines(*codes):
    print([code.co_firstlineno - Decorated.__firstlineno__ for code in codes])


type Long[
    T: (
        int)] = (
            list)
lines(
    Decorated.__annotate__.__code__,
    Long.evaluate_value.__code__,
    Long.__type_params__[0].evaluate_bound.__code__,
)
