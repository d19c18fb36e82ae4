# What `global`, `nonlocal` and parameters may not be.
def show(source):
    print(repr(source))
    try:
        compile(source, "f", "exec")
    except SyntaxError as e:
        print("   ", type(e).__name__, e.lineno, e.offset, e.end_lineno, e.end_offset, repr(e.text))
        print("   ", e.msg)


for source in [
    "def f():\n global x\n x=1\n global x\n",
    "global x\nx=1\nglobal x\n",
    "def f():\n x: int\n global x\n",
    "def f():\n x: int\n nonlocal x\n",
    "def f():\n global x\n x: int = 1\n",
    "def f():\n def g():\n  nonlocal a, b\n  nonlocal c\n",
    "def g(a):\n def f(b):\n  nonlocal c\n  nonlocal a\n  a = 1\n",
    "def f():\n nonlocal x\n global x\n",
    "def f():\n global x\n nonlocal x\n global y, x\n",
    "def f(x):\n nonlocal x\n return\n yield\n",
    "class A:\n nonlocal x\n",
    "class A:\n def f(self):\n  nonlocal __class__\n  __class__ = 1\n",
    "def f(a): nonlocal a\n",
    "return\ndef f(a,a): pass\n",
    "global __debug__\n",
    "def f():\n nonlocal __debug__\n",
    "def f():\n global j\n [j := i for i in x]\n",
    "def f():\n nonlocal j\n [j := i for i in x]\n",
    "def f(a, b, a): pass\n",
    "lambda a, a: 1\n",
    "def f(a, *a): pass\n",
    "def f(a, **a): pass\n",
    "def f(*a, **a): pass\n",
    "def f(*, a, a): pass\n",
    "def f(a, /, a): pass\n",
    "def f(a, /, *, a): pass\n",
    "class A:\n def f(self, __a, _A__a): pass\n",
    "def f():\n x\n global x\n y: int\n",
    "a: int = 1; global a\n",
    "lambda x, x: 1\n",
    "def f(): [x := 1 for y in z]; global x\n",
    "def outer():\n x = 1\n class A:\n  nonlocal x\n  x = 2\n",
    "x: int\ndef f():\n  nonlocal x\n",
    "def f():\n  a = 1\n  class A:\n     nonlocal a\n     a: int = 1\n",
    "(x): int\nglobal x\n",
    "def f():\n (x): int\n global x\n",
    "def f():\n x.y: int\n global x\n",
    "import a.b\nglobal a\n",
    "def f(a):\n def g(): global a\n",
    "def f():\n for x in y: pass\n global x\n",
    "def f():\n import x\n global x\n",
    "def f():\n def x(): pass\n global x\n",
    "def f():\n class x: pass\n global x\n",
    "def f():\n del x\n global x\n",
    "def f():\n with a as x: pass\n global x\n",
    "def f():\n try: pass\n except A as x: pass\n global x\n",
    "def f():\n x += 1\n global x\n",
    "def f():\n (x := 1)\n global x\n",
    "def f():\n [y for y in x]\n global x\n",
    "def f():\n [y for y in x]\n global y\n",
    "def f():\n [x for y in z]\n global x\n",
    "def f():\n lambda: x\n global x\n",
]:
    show(source)
