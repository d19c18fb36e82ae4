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


for s in ["'a'", "'a','b'", "()", "['a','a']", "1", "'1a'", "['']", "[1]", "'__dict__'", "['__dict__','__dict__']", "'__weakref__'", "['__weakref__','__weakref__']", "['__dict__','a','__weakref__']", "{'a':'doc a','b':None}", "iter('ab')", "['__x']", "['__x__']", "['a\\u00e9']", "['__slots__']", "['__class__']", "['__module__']", "['__qualname__']", "['__classcell__']", "['__doc__']","['__init__']"]:
    print(s)
    x(f'class S: __slots__ = {s}')
    t(lambda: (S.__slots__, sorted(k for k in S.__dict__ if k not in ('__module__','__doc__','__firstlineno__','__static_attributes__')), S.__dictoffset__ != 0, S.__weakrefoffset__ != 0))
x("class S:\n  __slots__ = 'a'\n  a = 1")
x("class S:\n  __slots__ = '__x'\n  _S__x = 1")
x("class S:\n  __slots__={'a':'doc a'}")
for base in ['int','str','bytes','tuple','list','dict','set','type','float','Exception','complex','bytearray','property','super','object','frozenset','enumerate','staticmethod','BaseException','OSError','type(__import__("sys"))','KeyError']:
    x(f'class S({base}): __slots__ = ()'); x(f'class S({base}): __slots__ = "a"'); x(f'class S({base}): __slots__ = "__dict__"'); x(f'class S({base}): __slots__ = "__weakref__"')
    t(lambda: (S.__dictoffset__ != 0, S.__weakrefoffset__ != 0))
class A0: __slots__ = ()
class A1: __slots__ = 'a'
class A2: __slots__ = 'b'
class A3(A1): __slots__ = 'c'
class A4(A1): __slots__ = ()
class D0: pass
for b in ['A1, A2','A1, A0','A0, A1','A3, A1','A3, A4','A4, A3','A1, D0','D0, A1','A3, D0, A0', 'A1, int', 'int, A1', 'A0, int', 'D0, int', 'int, D0', 'list, dict', 'Exception, int', 'KeyError, OSError', 'KeyError, ValueError', 'OSError, ImportError', 'StopIteration, OSError', 'NameError, AttributeError', 'dict, D0', 'type, int', 'float, int', 'bool, int', 'int, object','set, frozenset', 'A1, Exception', 'Exception, A1','str, A1','A1, tuple', 'tuple, A1']:
    x(f'class S({b}): pass')
    try: print(S.__base__.__name__, S.__dictoffset__ != 0)
    except Exception as e: print(e)
    S = D0
# class assignment
class C: pass
class D: pass
class E(C): pass
class F: __slots__ = 'a'
class G: __slots__ = 'a'
class H: __slots__ = 'b'
class H2: __slots__ = ('a','__dict__')
class I(int): pass
class J(int): pass
class K(list): pass
class L: __slots__ = ()
class N(F): __slots__ = ()
class O(F): pass
class Mo(type(__import__('sys'))): pass
import sys
for a, b in [('C()','D'),('C()','E'),('C()','int'),('1','C'),('C()','1'),('F()','G'),('F()','H'),('F()','C'),('C()','F'),('F()','H2'),('I()','J'),('I()','K'),('I()','int'),('C()','I'),('L()','object'),('object()','L'),('L()','C'),('N()','F'),('N()','G'),('O()','F'),('Exception()','C'),('[]','K'),('sys','Mo'),('sys','C'),('Mo("x")','type(sys)'),('C()','type'),('C','type'),('C()','None'),('len','C'),('(lambda:0)','C')]:
    print(a, b); x(f'v = {a}; v.__class__ = {b}; print(type(v).__name__)')
x('del C().__class__')
sys.__class__ = type(sys)
v = C()
v.x = 1
v.__class__ = D
t(lambda: v.x)
v = F()
v.a = 3
v.__class__ = G
t(lambda: v.a)
class Meta(type): pass
class CM(metaclass=Meta): pass
x('C.__class__ = Meta')
t(lambda: type(C).__name__)
x('CM.__class__ = type')
t(lambda: type(CM).__name__)
x('int.__class__ = Meta')
x('C.__class__ = D')
x('C.__class__ = int')
# dict
v = D()
d = {'q': 1}
x('v.__dict__ = d')
t(lambda: v.q)
d['r'] = 2
t(lambda: v.r)
v.s = 3
t(lambda: d)
t(lambda: v.__dict__ is d)
t(lambda: vars(v) is d)
x('v.__dict__ = 1')
x('del v.__dict__')
t(lambda: v.__dict__)
x('v.__dict__ = None')
class Dd(dict):
    def __getitem__(self, k): return 'gi'
    def __missing__(self, k): return 'miss'
    def __setitem__(self, k, v): print('seti')
x('v.__dict__ = Dd(a=1)')
t(lambda: v.a)
t(lambda: v.zz)
v.n = 5
t(lambda: v.n)
t(lambda: type(v.__dict__).__name__)
t(lambda: v.__dict__)
x('F().__dict__')
x('F().__dict__ = {}')
x('vars(F())')
x('vars(1)')
x('int.__dict__ = {}')
x('C.__dict__ = {}')
x('del C.__dict__')
x('C.__dict__["a"] = 1')
x('sys.__dict__ = {}')
x('(lambda: 0).__dict__ = 1')
x('del (lambda: 0).__dict__')
t(lambda: D.__dict__['__dict__'].__get__(v) is v.__dict__)
t(lambda: D.__dict__['__dict__'].__get__(1))
t(lambda: type.__dict__['__dict__'].__get__(D)['__module__'])
