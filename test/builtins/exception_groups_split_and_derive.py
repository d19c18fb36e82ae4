
def t(f):
    try:
        r = f()
        print(repr(r))
    except BaseException as e:
        print(type(e).__name__, e)
for a in [(), ("m",), (1, [ValueError()]), ("m", []), ("m", ()), ("m", 5), ("m", [1]), ("m", {ValueError()}), ("m", (ValueError(1),)), ("m", [KeyboardInterrupt()]), ("m",[ValueError()],3), ("m", "ab"), ("m", range(2))]:
    t(lambda: BaseExceptionGroup(*a)); t(lambda: ExceptionGroup(*a))
t(lambda: ExceptionGroup("m", exceptions=[1]))
t(lambda: ExceptionGroup(message="m", exceptions=[1]))
class G(BaseExceptionGroup, ValueError): pass
class H(ExceptionGroup): pass
class B(BaseExceptionGroup): pass
t(lambda: G("x", [KeyboardInterrupt()])); t(lambda: H("x", [KeyboardInterrupt()])); t(lambda: B("x", [ValueError()])); t(lambda: type(B("x", [ValueError()])))
g = ExceptionGroup("msg", [ValueError(1), TypeError(2), ExceptionGroup("in", [ValueError(3), OSError(4)])])
print(g, repr(g), g.args, g.message, g.exceptions, str(ExceptionGroup("one", [ValueError()])))
t(lambda: setattr(g, 'message', 1)); t(lambda: setattr(g, 'exceptions', 1))
t(lambda: g.split(ValueError)); t(lambda: g.subgroup(ValueError)); t(lambda: g.split((ValueError, OSError)))
t(lambda: g.split(lambda e: isinstance(e, OSError)))
t(lambda: g.split(ExceptionGroup)); t(lambda: g.split(KeyError)); t(lambda: g.subgroup(KeyError))
t(lambda: g.split(1)); t(lambda: g.split(int)); t(lambda: g.split((ValueError, 1))); t(lambda: g.split([ValueError])); t(lambda: g.split(())); t(lambda: g.split()); t(lambda: g.subgroup()); t(lambda: g.derive()); t(lambda: g.derive([]))
t(lambda: g.derive([KeyboardInterrupt()]))
g.add_note("n1"); g.__cause__ = KeyError('c'); g.__context__ = KeyError('x')
m, r = g.split(ValueError)
print(m.__notes__, m.__notes__ is g.__notes__, m.__cause__, m.__context__, m.__suppress_context__, r.__notes__)
g2 = ExceptionGroup("q", [ValueError(1)]); g2.__context__ = KeyError('x'); 
print(g2.__suppress_context__, g2.split(lambda e: isinstance(e, ValueError) and not isinstance(e, ExceptionGroup))[0].__suppress_context__)
g2.__notes__ = ("a","b"); print(g2.subgroup(lambda e: not isinstance(e, ExceptionGroup)).__notes__)
g2.__notes__ = 5; t(lambda: g2.subgroup(lambda e: not isinstance(e, ExceptionGroup)).__notes__)
g2.__notes__ = "ab"; t(lambda: g2.subgroup(lambda e: not isinstance(e, ExceptionGroup)).__notes__)
class D(ExceptionGroup):
    def __new__(cls, msg, excs, code):
        o = super().__new__(D, msg, excs); o.code = code; return o
    def derive(self, excs): return D(self.message, excs, self.code)
d = D("d", [ValueError(1), TypeError(2)], 42)
print(d.args, repr(d), d.split(ValueError)[0].code, d.split(TypeError))
class D2(ExceptionGroup):
    def derive(self, excs): return 42
t(lambda: D2("d", [ValueError(1), TypeError(2)]).split(ValueError))
class D3(ExceptionGroup):
    def derive(self, excs): raise KeyError("der")
t(lambda: D3("d", [ValueError(1), TypeError(2)]).split(ValueError))
t(lambda: g.split(lambda e: 1/0))
class Tr:
    def __bool__(self): raise RuntimeError("b")
t(lambda: g.split(lambda e: Tr()))
t(lambda: g.__reduce__()); t(lambda: d.__reduce__())
t(lambda: BaseExceptionGroup.__init__(g, 1, 2, 3)); print(g.args, g, repr(g), g.message)
t(lambda: BaseExceptionGroup.__init__(g, a=1))
lst = [ValueError(1)]
g3 = ExceptionGroup("a", lst); lst.append(2); print(g3, g3.exceptions, g3.args, repr(g3))
class M(type):
    def __instancecheck__(cls, o): return True
class ME(ValueError, metaclass=M): pass
t(lambda: g.split(ME))
class Cal:
    def __call__(self, e): print("called", type(e).__name__); return isinstance(e, OSError)
t(lambda: g.split(Cal()))
class S(str): pass
s = ExceptionGroup(S("sub"), [ValueError()]); print(type(s.message), s)
class EGL(list): pass
t(lambda: ExceptionGroup("m", EGL([ValueError(1)])))
class Seq:
    def __getitem__(self, i):
        if i > 1: raise IndexError
        return ValueError(i)
    def __len__(self): return 2
t(lambda: ExceptionGroup("m", Seq()).exceptions)
