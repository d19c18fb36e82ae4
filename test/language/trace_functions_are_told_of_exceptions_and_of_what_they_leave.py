import sys


def show(source):
    events = []

    def trace(frame, event, arg):
        if frame.f_code.co_filename != "traced":
            return None
        shown = arg[0].__name__ if event == "exception" else "" if arg is None else repr(arg).split(" at 0x")[0]
        events.append(f"{frame.f_code.co_name} {event} {frame.f_lineno} {shown}".rstrip())
        return trace

    code = compile(source, "traced", "exec")
    sys.settrace(trace)
    try:
        exec(code, {"__name__": "traced"})
    finally:
        sys.settrace(None)
    print(*events, sep="\n")
    print()


show("""
def f():
    raise ValueError('x')
def h():
    try:
        f()
    except ValueError as e:
        z = 1
    else:
        z = 2
    finally:
        z = 3
    return z
h()
try:
    try:
        f()
    finally:
        q = 1
except (TypeError,
        ValueError):
    pass
""")

show('''
def f():
    a = 1
    if a: pass
    if not a: pass
    else: pass
    ...
    "s"
    1
    del a
    if 0:
        b = 1
f()
def deco(fn): return fn
@deco
@deco
def k(
  a=1,
  b=2,
): return a
k()
class C:
    "doc"
    a = 1
    @property
    def p(self):
        return 2
    def m(self): return 1
C().p
''')
