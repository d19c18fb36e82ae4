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
for i in range(2): pass
for i in range(2):
    pass
i = 0
while i < 2: i += 1
while i < 4:
    i += 1
    if i == 3:
        continue
    elif i == 9: pass
    else:
        pass
""")

show("""
class M:
    def __enter__(self): return self
    def __exit__(self, *a): return True
with M() as m:
    x = 1
with M() as m:
    1/0
def f():
    with M():
        return 5
f()
""")

show("""
def f(x):
    if x: return 1
    assert x == 0, 'm'
    global q
    q = (lambda: 
         7)()
    while True:
        if q:
            break
    return None
f(1)
f(0)
""")

show("""
def f():
    try:
        return 1
    finally:
        x = 2
def g():
    for i in (1, 2):
        try:
            continue
        finally:
            x = 1
    else:
        x = 2
f(); g()
def k():
    if 0:
        x = 1
    while 1:
        try:
            break
        except E:
            pass
    x = 1 if f() \\
        else 2
    return x
k()
""")
