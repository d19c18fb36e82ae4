import sys
# except* further
def show(e, d=0):
    print("  " * d + type(e).__name__, repr(e.args[0]) if e.args else "", "ctx", type(e.__context__).__name__, "cause", type(e.__cause__).__name__, getattr(e, "__notes__", None))
    if isinstance(e, BaseExceptionGroup):
        for x in e.exceptions: show(x, d + 1)
def run(f):
    try: print(f())
    except BaseException as e: show(e)
class MyEG(ExceptionGroup):
    def derive(self, excs): return MyEG("mine", excs)
def a():
    try: raise MyEG("x", [ValueError(1), TypeError(2), KeyError(3)])
    except* ValueError as e:
        print(type(e).__name__, sys.exception() is e)
        raise e.exceptions[0]
    except* TypeError: raise OSError("o") from None
run(a)
def b():
    try:
        try: raise ExceptionGroup("o", [ValueError(1), KeyError(2)])
        except* ValueError as e: raise
        finally: print("fin", type(sys.exception()).__name__)
    except* KeyError as e: print("outer", e.exceptions)
run(b)
def c():
    try: raise ExceptionGroup("a", [ValueError(1)])
    except* ValueError:
        try: raise ExceptionGroup("b", [TypeError(2), ValueError(3)])
        except* TypeError: pass
run(c)
def d():
    try: raise ExceptionGroup("a", [ValueError(1), ExceptionGroup("n", [ValueError(2), TypeError(3)])])
    except* ValueError as e:
        e.add_note("note")
        raise
run(d)
def e():
    try: raise ValueError("n")
    except* (ValueError, TypeError) as eg:
        print(repr(eg), eg.message == "")
    print(sys.exception())
run(e)
def f():
    try: raise ExceptionGroup("a", [ValueError(1)])
    except* ValueError: 1/0
    else: print("no")
    finally: print("fin")
run(f)
def g():
    try: pass
    except* ValueError: pass
    else: raise ExceptionGroup("else", [ValueError(1)])
run(g)
def h():
    try: raise ExceptionGroup("a", [ValueError(1)])
    except* (1 / 0): pass
run(h)
def i():
    try: raise BaseExceptionGroup("a", [SystemExit(1), ValueError(2)])
    except* SystemExit as e: print("exit", e.exceptions)
run(i)
def j():
    for k in range(2):
        try:
            raise ExceptionGroup("a", [ValueError(k)])
        except* ValueError as e:
            with open_(): print(e.exceptions)
    return "done"
class open_:
    def __enter__(self): return 1
    def __exit__(self, *a): return None
run(j)
def k():
    def gen():
        try: yield
        except* ValueError as e: yield e.exceptions
        except* GeneratorExit: print("closed")
    g = gen(); next(g); print(g.throw(ValueError(1))); g.close()
    g = gen(); next(g); g.close()
run(k)
def l():
    try:
        raise ExceptionGroup("a", [ExceptionGroup("b", [ValueError(1)]), ExceptionGroup("c", [TypeError(2)])])
    except* ValueError as e: show(e)
    except* TypeError as e: show(e); raise ExceptionGroup("new", [e, KeyError()])
run(l)
try: raise ExceptionGroup("m", [ValueError(1)])
except* ValueError as e: pass
try: e
except NameError as n: print(n)
