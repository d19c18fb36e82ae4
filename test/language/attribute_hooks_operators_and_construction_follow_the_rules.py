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


class B(type):
    def __len__(c): return 5
    def __call__(c, *a): return 'called'
    def __getitem__(c, k): return k
    def __iter__(c): return iter('xyz')
    def __contains__(c, k): return True
    def __repr__(c): return 'REPR'
    def __bool__(c): return False
    def __add__(c, o): return 'add'
class A(metaclass=B): pass
t(lambda: (len(A), A(), A[1], list(A), 1 in A, A, bool(A), A+1))
# getattr hooks
class G:
    def __getattr__(self, n): return ('ga', n)
t(lambda: G().foo)
t(lambda: G().__len__)
x('len(G())')
t(lambda: hasattr(G(), 'x'))
t(lambda: G().__class__.__name__)
class G2:
    @property
    def p(self): raise AttributeError('inner')
    def __getattr__(self, n): return 'fallback ' + n
t(lambda: G2().p)
class G3:
    def __getattribute__(self, n):
        if n == 'a': raise AttributeError('no a')
        if n == 'v': raise ValueError('no v')
        return object.__getattribute__(self, n)
    def __getattr__(self, n): return 'fb ' + n
t(lambda: G3().a)
t(lambda: G3().v)
t(lambda: G3().zz)
x('object.__setattr__(A, "x", 1)')
x('object.__setattr__(1, "x", 1)')
x('object.__getattribute__(1, 1)')
x('object().x = 1')
x('setattr(object(), 1, 1)')
x('getattr(1, 1)')
x('del (1).real')
x('(1).real = 2')
x('[].append = 1')
x('del [].append')
x('[].foo = 1')
x('del [].foo')
x('None.x')
x('None.x = 1')
x('(lambda: 0).x.y')
# module
import types
m = types.ModuleType('m'); m.__getattr__ = lambda n: 'mod ' + n; m.__dir__ = lambda: ['b', 'a']
t(lambda: m.foo)
t(lambda: dir(m))
x('del m.nope')
del m.__getattr__
t(lambda: m.foo)
m.__getattr__ = 3; t(lambda: m.foo)
# comparisons
class Base:
    def __eq__(self, o): print('Base eq'); return NotImplemented
    def __lt__(self, o): print('Base lt'); return NotImplemented
class Derived(Base):
    def __gt__(self, o): print('Derived gt'); return NotImplemented
    def __eq__(self, o): print('Derived eq'); return NotImplemented
t(lambda: Base() == Derived())
t(lambda: Base() < Derived())
t(lambda: Base() != Derived())
t(lambda: Base() == 1)
t(lambda: Base() > 1)
t(lambda: Base.__hash__)
t(lambda: hash(Base()))
class H(Base): __hash__ = object.__hash__
t(lambda: hash(H()) == object.__hash__(H()) or True)
class L:
    def __init__(s, n): s.n = n
    def __add__(s, o): return s.n + ' add'
    def __radd__(s, o): return s.n + ' radd'
    def __iadd__(s, o): return NotImplemented
class R(L):
    def __radd__(s, o): return s.n + ' R radd'
class R2(L): pass
t(lambda: L('l') + R('r'))
t(lambda: L('l') + R2('r'))
t(lambda: R('r') + L('l'))
def ia():
    v = L('l'); v += R('r'); return v
t(ia)
class NoOp: pass
for op in ['+','-','*','@','/','//','%','**','<<','>>','&','|','^','<','>','<=','>=']:
    t(lambda: eval(f'NoOp() {op} 1')); t(lambda: eval(f'1 {op} NoOp()'))
    if op not in ('<','>','<=','>='): x(f'v = NoOp(); v {op}= 1')
t(lambda: -NoOp())
t(lambda: ~NoOp())
t(lambda: +NoOp())
t(lambda: divmod(NoOp(), 1))
t(lambda: pow(NoOp(), 1, 2))
t(lambda: pow(1, NoOp(), 2))
# new/init
class N1:
    def __new__(cls, a): return object.__new__(cls)
class N2:
    def __init__(self, a): pass
class N3: pass
t(lambda: N1())
t(lambda: N1(1, 2))
t(lambda: N2())
t(lambda: N2(1,2))
t(lambda: N3(1))
t(lambda: N3(a=1))
t(lambda: object(1))
t(lambda: object.__new__(N3, 1))
t(lambda: object.__new__(N2, 1))
t(lambda: object.__new__(N1, 1))
t(lambda: object.__new__(int))
t(lambda: object.__new__())
t(lambda: object.__new__(1))
t(lambda: object.__init__(N3(), 1))
t(lambda: object.__init__(N1(1), 1))
t(lambda: object.__init__(N2(1), 1))
t(lambda: object.__init__())
t(lambda: int.__new__(N3))
t(lambda: int.__new__(str))
t(lambda: list.__new__(dict))
t(lambda: dict.__new__(object))
t(lambda: int.__new__(bool, 1))
t(lambda: object.__new__(list))
t(lambda: object.__new__(type(None)))
t(lambda: object.__new__(type(len)))
t(lambda: tuple.__new__(list))
class N4:
    def __init__(self): return 1
class N5:
    def __new__(cls): return 5
    def __init__(self): print('never')
t(lambda: N4())
t(lambda: N5())
# abstract
class Ab: pass
# set_name / init_subclass
class SN:
    def __set_name__(self, o, n): raise KeyError(n)
x('class Q: a = SN()')
class SN2:
    def __set_name__(self): pass
x('class Q: a = SN2()')
class IS:
    def __init_subclass__(cls, /, k=None, **kw): print('is', cls.__name__, k); super().__init_subclass__(**kw)
x('class Q(IS, k=1): pass')
x('class Q(IS, z=1): pass')
x('class Q(IS, k=2, metaclass=type): pass')
# class_getitem
class CG:
    def __class_getitem__(cls, k): return (cls.__name__, k)
t(lambda: CG[1])
t(lambda: CG[1, 2])
t(lambda: CG()[1])
t(lambda: N3[1])
t(lambda: int[1])
t(lambda: B[1])
class CG2: __class_getitem__ = None
t(lambda: CG2[1])
class CG3: __class_getitem__ = 3
t(lambda: CG3[1])
# instancecheck
class IC(type):
    def __instancecheck__(c, o): print('ic'); return 'yes'
    def __subclasscheck__(c, o): print('sc'); return []
class ICC(metaclass=IC): pass
t(lambda: isinstance(1, ICC))
t(lambda: isinstance(ICC(), ICC))
t(lambda: issubclass(int, ICC))
t(lambda: isinstance(1, (str, ICC)))
t(lambda: isinstance(1, 1))
t(lambda: isinstance(1, (1,)))
t(lambda: issubclass(1, int))
t(lambda: issubclass(int, 1))
t(lambda: isinstance(1, (int, 1)))
t(lambda: issubclass(int, (1,)))
class Lie:
    @property
    def __class__(self): return int
t(lambda: isinstance(Lie(), int))
t(lambda: isinstance(Lie(), Lie))
t(lambda: type(Lie()).__name__)
class Fake:
    __bases__ = ()
t(lambda: isinstance(1, Fake()))
t(lambda: issubclass(Fake(), Fake()))
