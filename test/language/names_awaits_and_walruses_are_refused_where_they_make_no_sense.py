def tell(source):
    try:
        compile(source, "f", "exec")
        print("compiles")
    except SyntaxError as e:
        print(f"{e.msg} {e.lineno}:{e.offset}-{e.end_lineno}:{e.end_offset}")


SOURCES = r"""
f(a := 1)
f(a := 1, b=2)
f(b := 1 for c in d)
f(a=b:=1)
f(**a:=1)
f(*a:=1)
print(*a := b)
for x := 1 in a: pass
a[b:=1]
a[b:=1, c:=2]
del a := 1
x := 1
(x := 1)
(x := 1, 2)
(x.y := 1)
(x[0] := 1)
(x, y := 1)
((x, y) := 1)
(1 := 2)
(f() := 2)
(x := y := 1)
(x := (y := 1))
x = y := 1
x = (y := 1)
x += y := 1
def f(x=y:=1): pass
def f(x=(y:=1)): pass
def f(x:=1): pass
lambda x:=1: 1
(lambda: x := 1)
(lambda: (x := 1))
[x := 1]
[x := 1 for y in z]
[x := 1 for x in z]
[y for x in (y := z)]
[y for x in z for q in (y := z)]
[y for x in z if (y := x)]
[(x := y) for x in z]
[[(j := i) for i in a] for j in b]
[[(i := i) for i in a] for j in b]
[i for i in (lambda: (q := 1))()]
[i for i in [j for j in (k := a)]]
class A: [x := 1 for y in z]
class A: (x := 1)
class A: [y for y in (x := 1)]
{x := 1: 2}
{(x := 1): (y := 2)}
{x := 1, 2}
{1: x := 2}
{**(x := 1)}
f"{x:=1}"
f"{(x:=1)}"
while x := f(): pass
if x := 1: pass
with x := f(): pass
with (x := f()): pass
with (x := f()) as y: pass
with f() as (x := 1): pass
assert x := 1
assert (x := 1), (y := 2)
return x := 1
raise x := 1
import x := 1
@x := 1
@(x := 1)
(None := 1)
(True := 1)
(__debug__ := 1)
(await := 1)
(x := *y)
(x := yield)
async def f(): [x async for x in y]
def f(): [x async for x in y]
def f(): (x async for x in y)
[x async for x in y]
(x async for x in y)
async def f(): (x async for x in y)
async def f(): [await x for x in y]
def f(): [await x for x in y]
def f(): (await x for x in y)
async def f(): {await x: await y for x, y in z}
async def f(): [[x async for x in y] for z in w]
async def f(): [x for z in w for x in [q async for q in z]]
def f(): [[x async for x in y] for z in w]
async def f(): ([x async for x in y] for z in w)
def f(): ([x async for x in y] for z in w)
def f(): (x for z in w async for x in z)
async def f(): lambda: [x async for x in y]
async def f(): lambda: await x
async def f(): return [x async for x in y if await x]
async def f(): yield 1; return 2
async def f(): yield 1; return
async def f(): yield from x
async def f(): return 2; yield
def f(): async for x in y: pass
def f(): async with x: pass
def f(): await x
await x
async for x in y: pass
async with x: pass
async x = 1
async def f(): async with a as b, c as d: pass
async def f(): async with (a as b, c as d,): pass
async def f(): await = 1
class A: await x
async def f(): class_ = [await x for y in z]
async def f(): [x for x in await y]
def f(): [x for x in await y]
async def f(): (x for x in await y)
async def f(x=await y): pass
async def f(): def_ = lambda x=await y: x
async def f(): await await x
async def f(): await -x
async def f(): -await x ** 2
async def f(): await x ** 2
async def f(): async for x in y: break
async def f(): async for x in y: continue
async lambda: 1
async
await
async def f(): f(await x for x in y)
lambda: await x
[await x for x in y]
[lambda: await x]
nonlocal x
global x
def f(): nonlocal x
def f(x): global x
def f(x): nonlocal x
def f(): x = 1; global x
def f(): print(x); global x
def f(): global x, x
def f(): global x; nonlocal x
def f(): nonlocal x; global x
def f(): x: int; global x
def f(): global x; x: int
def f(): global x; x: int = 1
global x; x: int = 1
class A: global x; x: int
def f(): import x; global x
def f():\n for x in y: pass\n global x
def f():\n def x(): pass\n global x
def f():\n del x\n global x
def f():\n [x := 1 for y in z]\n global x
def f():\n try: pass\n except A as x: pass\n global x
def g():\n x = 1\n def f():\n  nonlocal x\n  x: int
def g():\n x = 1\n def f():\n  nonlocal x\n  x = 2
def g():\n x = 1\n def f(x):\n  nonlocal x
def g():\n def f():\n  nonlocal x\n x = 1
def g():\n x = 1\n class A:\n  nonlocal x
class A:\n x = 1\n def f(self):\n  nonlocal x
class A:\n nonlocal x
def g():\n global x\n def f():\n  nonlocal x
def f():\n nonlocal __class__
class A:\n def f(self):\n  nonlocal __class__
class A:\n def f(self):\n  global __class__
global __debug__
def f(): global __debug__
global x, y; x = 1
global x,
global x.y
global (x)
global 1
nonlocal
lambda: (global x)
"""
for line in SOURCES.strip().split("\n"):
    tell(line.replace("\\n", "\n"))
