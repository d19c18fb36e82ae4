def tell(source):
    try:
        compile(source, "f", "exec")
        print("compiles")
    except SyntaxError as e:
        print(f"{e.msg} {e.lineno}:{e.offset}-{e.end_lineno}:{e.end_offset}")


SOURCES = r"""
def f(a, a): pass
def f(a, *, a): pass
def f(a=1, b): pass
def f(a, /, b=1, c): pass
def f(/): pass
def f(a, /, /): pass
def f(*): pass
def f(*, **k): pass
def f(*a, *b): pass
def f(**k, a): pass
def f(**k, *a): pass
def f(*, /): pass
def f(a, *b, /): pass
def f(*a=1): pass
def f(**k=1): pass
def f(a, (b, c)): pass
def f(1): pass
def f(a.b): pass
def f(None): pass
def f(a: int = 1, /, *b: int, c: int = 2, **d: int) -> int: pass
lambda *: 1
lambda *, **k: 1
lambda a=1, b: 1
lambda a, a: 1
lambda (a): 1
lambda: (yield)
f(a=1, 2)
f(**a, 2)
f(**a, *b)
f(a=1, a=2)
f(a=1, *b)
f(a for a in b, 1)
f(1, a for a in b)
f(a for a in b)
f(a for a in b, )
f(1=2)
f(a.b=2)
f(a+b=2)
f(True=1)
f(None=1)
f(__debug__=1)
f(a=1 for b in c)
f(lambda: 1=2)
f(x=)
f(x, y z)
f(*)
f(**)
f(a, *, b)
class A(a=1, *b, **c): pass
class A(a=1, 2): pass
class A(): pass
class A(x for x in y): pass
class A(a=1, a=1): pass
class A(*b, metaclass=c): pass
x = *a
x = (*a)
x = *a,
*a
*a,
*a = b
*a, = b
*a, *b = c
(*a, *b) = c
[*a] = b
return *a, b
def f(): return *a, b
def f(): return *a
def f(): yield *a
def f(): yield *a, b
for x in *a, b: pass
for x in *a: pass
for *x in a: pass
for *x, y in a: pass
for x, in a: pass
for x.y in a: pass
for x[0] in a: pass
for f() in a: pass
for (x, y), z in a: pass
for 1 in a: pass
for x in a, b: pass
a[*b]
a[*b] = 1
a[*b, c]
a[*b:c]
a[b:*c]
a[:, b]
a[]
a[**b]
a[b=1]
del a, b
del (a, b), [c]
del a.b, c[d]
del f()
del 1
del a + b
del (a, f())
del *a
del *a, b
del (*a)
del [a, *b]
del ()
del []
del (a),
del None
del __debug__
del {}
del x if y else z
del lambda: 1
if x = 1: pass
while x = 1: pass
elif x: pass
"""
for line in SOURCES.strip().split("\n"):
    tell(line.replace("\\n", "\n"))
