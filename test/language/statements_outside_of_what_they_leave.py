# return, yield, await, break and continue where there is nothing for them.
def show(source):
    print(repr(source))
    try:
        compile(source, "f", "exec")
    except SyntaxError as e:
        print("   ", type(e).__name__, e.lineno, e.offset, e.end_lineno, e.end_offset, repr(e.text))
        print("   ", e.msg)


for source in [
    "await x\ndef f(a,a): pass\n",
    "class A: return 1\n",
    "class A:\n yield 1\n",
    "[(yield 1) for x in y]\n",
    "{(yield 1) for x in y}\n",
    "{(yield 1):1 for x in y}\n",
    "((yield 1) for x in y)\n",
    "{1:(yield from z) for x in y}\n",
    "def f(): [(yield from z) for x in y]\n",
    "def f(): [x async for x in y]\n",
    "[x async for x in y]\n",
    "def f(): return [await x for x in y]\n",
    "def f(): return [z for x in y if await x]\n",
    "lambda: await x\n",
    "class A: (yield from x)\n",
    "yield from x\n",
    "async def f():\n yield 1\n return 2\n",
    "async def f():\n return 2\n yield 1\n",
    "async def f(): yield from x\n",
    "async def f():\n [(yield from x) for i in y]\n",
    "async def f():\n  yield\n  return 1\n  return 2\n",
    "async with x: pass\n",
    "async for x in y: pass\n",
    "def f():\n async for x in y: pass\n",
    "def f():\n async with x: pass\n",
    "break\n",
    "continue\n",
    "def f():\n for x in y:\n  def g(): break\n",
    "for x in y:\n class A: continue\n",
    "while 1:\n pass\nelse:\n break\n",
    "if 1:\n break\n",
    "for x in y: pass\nelse: continue\n",
    "return *a\n",
    "x = (yield)\n",
    "def f(x: [y async for y in z]): pass\n",
    "if 0: return\n",
]:
    show(source)
