# Starred expressions where nobody unpacks them.
def show(source):
    print(repr(source))
    try:
        compile(source, "f", "exec")
    except SyntaxError as e:
        print("   ", type(e).__name__, e.lineno, e.offset, e.end_lineno, e.end_offset, repr(e.text))
        print("   ", e.msg)


for source in [
    "*a = 1\n",
    "*a, *b = c\n",
    "[*a, *b] = c\n",
    "a, (*b, *c) = d\n",
    "for *a in b: pass\n",
    "for *a, *b in c: pass\n",
    "with a as *b: pass\n",
    "with a as (*b, *c): pass\n",
    "del *a\n",
    "del (*a,)\n",
    "*a\n",
    "(*a)\n",
    "x = *a\n",
    "*a += 1\n",
    "x += *a\n",
    "f\"{*a}\"\n",
    "def f(): yield *a\n",
    "def f(): return *a\n",
    "for x in *a: pass\n",
]:
    show(source)
