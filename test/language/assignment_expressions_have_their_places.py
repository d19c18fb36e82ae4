# Where an assignment expression of a comprehension may not stand.
def show(source):
    print(repr(source))
    try:
        compile(source, "f", "exec")
    except SyntaxError as e:
        print("   ", type(e).__name__, e.lineno, e.offset, e.end_lineno, e.end_offset, repr(e.text))
        print("   ", e.msg)


for source in [
    "[i := 0 for i in x]\n",
    "[(i := 0) for i in x]\n",
    "[[(i := 0) for j in x] for i in x]\n",
    "[[(j := 0) for i in x] for j in x]\n",
    "[i for i in x if (j := 1) for j in z]\n",
    "[i for i, (k, *j) in x if (j := 1)]\n",
    "[i for i in (j := x)]\n",
    "[i for i in x for k in (j := x)]\n",
    "[i for i in (lambda: (j := x))()]\n",
    "[i for i in [j for j in (k := x)]]\n",
    "[i for i in x if [j for j in (k := x)]]\n",
    "(i for i in (j := x))\n",
    "{i: i for i in (j := x)}\n",
    "class A: [j := i for i in x]\n",
    "class A: [lambda: (j := i) for i in x]\n",
    "class A: (j := 1)\n",
    "class A:\n x = [[j := i for i in x] for k in y]\n",
    "[i for i in x if (i := 1)]\n",
    "[i for x in y for i in z if (x := 1)]\n",
    "def f(a=(b := 1)): pass\n",
    "def f(x: [(y := 1) for y in z]): pass\n",
]:
    show(source)
