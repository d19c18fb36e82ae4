import _ast

def dump(node, depth=0):
    if isinstance(node, list):
        for item in node:
            dump(item, depth)
    elif isinstance(node, _ast.AST):
        plain = {k: v for k, v in vars(node).items() if not isinstance(v, (list, _ast.AST)) and k not in node._attributes}
        place = [getattr(node, name) for name in node._attributes]
        print("  " * depth + type(node).__name__, plain, place)
        for value in vars(node).values():
            dump(value, depth + 1)

def show(source, mode="exec"):
    print("---", ascii(source))
    dump(compile(source, "f", mode, _ast.PyCF_ONLY_AST))

show("x = 'é' + y  # ö\r\nz: int = ä")
show("'''\U0001f600\n€''' + x")
show("def f(a, /, b: int = 1, *c, d=2, **e) -> x:\n    'doc'\n    return a\n")
show("async def f():\n    async with a as b, c:\n        yield\n    await x")
show("@d\nclass A[T: int = str, *Ts, **P](B, metaclass=C):\n    pass")
show("[f'a{x!r:>{w}}b{y}' 'é', t'{ z =}', u'c']", "eval")
show("match x:\n    case [1, *_, -1j] | {'a': b, **r} if c: pass\n    case A(0, k=None) as q: pass")
show("try: pass\nexcept* E as e: pass\nelse: pass\nfinally: pass")
show("from . import a as b, c\nimport x.y\nglobal g")
show("{**a, 1: b}, {c}, [d for e in f if g for h in i], (lambda: j), k if l else m", "eval")
show("a < b <= c and not d or -e ** f", "eval")
show("a[b:c, ::2, ...] = del_ = *d, e\ndel a.b, c[0]\nf += (yield)")
show("type X[T] = list[T]")
show("x; y", "exec")
show("x\n", "single")
show("(int, *str, **x) -> bool", "func_type")
show("()->x\n\n", "func_type")
for bad in "(**a, *b) -> x", "(a,) -> x", "(*a, b) -> x", "a -> b", "":
    try:
        show(bad, "func_type")
    except SyntaxError as e:
        print(e)
