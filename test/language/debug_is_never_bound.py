# __debug__ is a constant, wherever a name may be bound.
def show(source):
    print(repr(source))
    try:
        compile(source, "f", "exec")
    except SyntaxError as e:
        print("   ", type(e).__name__, e.lineno, e.offset, e.end_lineno, e.end_offset, repr(e.text))
        print("   ", e.msg)


for source in [
    "f(__debug__=1)\n",
    "class A(__debug__=1): pass\n",
    "__debug__ = 1\n",
    "del __debug__\n",
    "del a.__debug__\n",
    "a.__debug__ = 1\n",
    "a.__debug__ += 1\n",
    "a.__debug__: int\n",
    "a.__debug__: int = 1\n",
    "__debug__: int\n",
    "for __debug__ in x: pass\n",
    "for a.__debug__ in x: pass\n",
    "def __debug__(): pass\n",
    "class __debug__: pass\n",
    "import __debug__\n",
    "import a as __debug__\n",
    "import __debug__.b\n",
    "from a import __debug__\n",
    "from a import b as __debug__\n",
    "def f(__debug__): pass\n",
    "def f(*__debug__): pass\n",
    "def f(*, __debug__): pass\n",
    "def f(**__debug__): pass\n",
    "lambda __debug__: 1\n",
    "(__debug__ := 1)\n",
    "with a as __debug__: pass\n",
    "with a as b.__debug__: pass\n",
    "try: pass\nexcept A as __debug__: pass\n",
    "global __debug__\n",
    "def f():\n nonlocal __debug__\n",
    "[1 for __debug__ in x]\n",
    "__debug__ += 1\n",
    "print(__debug__)\n",
]:
    show(source)
