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


def short(value):
    return repr(value).split(" at 0x")[0]
for d in (str.join, int.__add__, dict.fromkeys, dict.__dict__["fromkeys"], (1).__add__, [].append, int.__new__, object.__init__, object().__repr__, type.__dict__["__name__"], type.__dict__["__base__"], type.__dict__["mro"], len, bytes.__dict__["maketrans"], int.from_bytes, slice.start, property.fget, BaseException.args, complex.real, type.__call__, ().__len__):
    print(type(d).__name__, short(d), end=" ")
    for n in ("__name__", "__qualname__", "__objclass__", "__self__", "__module__", "__text_signature__"):
        print(short(getattr(d, n, "-")), end=" ")
    print()
t(lambda: str.join.__get__(None, str))
t(lambda: str.join.__get__('a')('bc'))
t(lambda: str.join.__get__(1))
t(lambda: str.join.__get__(None, None))
t(lambda: str.join(1))
t(lambda: str.join())
t(lambda: int.__add__(1))
t(lambda: int.__add__('a', 1))
t(lambda: int.__add__())
t(lambda: int.__add__(1,2,3))
t(lambda: (1).__add__())
t(lambda: (1).__add__(1, 2))
t(lambda: (1).__add__(x=1))
t(lambda: int.__add__(1, x=2))
fk = dict.__dict__['fromkeys']
t(lambda: fk.__get__(None, dict)('ab'))
t(lambda: fk.__get__({})('ab'))
t(lambda: fk.__get__(1))
t(lambda: fk.__get__(None, int))
t(lambda: fk.__get__(None, 1))
t(lambda: fk.__get__(None))
t(lambda: fk(dict, 'ab'))
t(lambda: fk(int, 'ab'))
t(lambda: fk())
t(lambda: fk(1))
t(lambda: fk.__objclass__)
t(lambda: fk.__get__(1, dict))
t(lambda: [].append == [].append)
l = []
t(lambda: l.append == l.append)
t(lambda: hash(l.append) == hash(l.append))
t(lambda: l.append != [].append)
t(lambda: (1).__add__ == (1).__add__)
t(lambda: l.__len__ == l.__len__)
t(lambda: hash(l.__len__) == hash(l.__len__))
t(lambda: int.__add__ == int.__add__)
t(lambda: int.__add__ is int.__add__)
t(lambda: l.append < l.append)
t(lambda: l.__len__ < l.__len__)
t(lambda: l.append is l.append)
g = type.__dict__['__name__']
t(lambda: g.__get__(int))
t(lambda: g.__get__(1))
t(lambda: g.__get__(None, type))
t(lambda: g.__set__(int, 'x'))
t(lambda: g.__set__(1, 'x'))
t(lambda: g.__delete__(int))
t(lambda: g.__get__())
m = slice.start
t(lambda: m.__get__(slice(1)))
t(lambda: m.__set__(slice(1), 3))
t(lambda: m.__get__(1))
class S: __slots__ = ('a',)
t(lambda: S.a)
t(lambda: S.a.__get__(S()))
t(lambda: S.a.__set__(S(), 1))
t(lambda: S.a.__set__(1, 1))
t(lambda: S.a.__delete__(S()))
t(lambda: S.a.__get__(1))
t(lambda: S().a)
t(lambda: S.a.__objclass__)
t(lambda: S.a.__name__)
t(lambda: S.a.__qualname__)
t(lambda: S.a.__get__(None, S))
def h(): del S().a
t(h)
def h(): S().b = 1
t(h)
def h(): del S().b
t(h)
def h():
    len.__qualname__ = 1


t(h)


def h():
    str.join.__qualname__ = 1


t(h)


class X:
    def meth(self): 'mdoc'
x = X()
t(lambda: x.meth == x.meth)
t(lambda: x.meth is x.meth)
t(lambda: hash(x.meth) == hash(x.meth))
t(lambda: x.meth.__func__ is X.meth)
t(lambda: x.meth.__name__)
t(lambda: x.meth.foo)
def h(): x.meth.foo = 1
t(h)
t(h)
def h(): x.meth.__func__ = 1
t(h)
MT = type(x.meth)
t(lambda: MT())
t(lambda: MT(1, 2))
t(lambda: MT(len, None))
t(lambda: MT(len, [])())
t(lambda: MT(len, x, 3))
t(lambda: x.meth.__get__(3) == x.meth)
t(lambda: x.meth.__reduce__()[1][1])
t(lambda: x.meth < x.meth)
t(lambda: short(MT(len, x)))
import types
for kind in [types.BuiltinFunctionType, types.WrapperDescriptorType, types.MethodWrapperType, types.MethodDescriptorType, types.ClassMethodDescriptorType, types.GetSetDescriptorType, types.MemberDescriptorType, type(None), type(...), type(NotImplemented), types.FrameType, types.GeneratorType]:
    t(lambda: kind())
t(lambda: [].append.__reduce__())
t(lambda: str.join.__reduce__())
t(lambda: int.__add__.__reduce__())
t(lambda: len.__reduce__())
t(lambda: (1).__add__.__reduce__())
t(lambda: x.meth.__reduce__()[0])
t(lambda: int.from_bytes.__reduce__())
t(lambda: fk.__reduce__())
t(lambda: S.a.__reduce__())
t(lambda: g.__reduce__())
t(lambda: property().__reduce__())
t(lambda: type(None).__reduce__(None))
t(lambda: (...).__reduce__())
t(lambda: NotImplemented.__reduce__())
