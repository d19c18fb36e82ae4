import builtins
import types


def t(f, *a, **k):
    try:
        print(repr(f(*a, **k)))
    except BaseException as e:
        print(type(e).__name__, e)


for args in ("1", "f", "bad"), (1, "f", "eval"), ("1", 1, "eval"), ("1", "f", "eval", 1 << 30), ("1", "f", "eval", 0, False, 5), ("1", "f", "eval", -1), ("1", "f", "func_type"), ("x\0", "f", "exec"), ("", "f", "eval"), ("1 2", "f", "eval"):
    t(compile, *args)


def outer():
    v = 1

    def inner():
        nonlocal v
        v += 1
        return v
    return inner


fn = outer()
t(exec, fn.__code__)
t(exec, fn.__code__, closure=fn.__closure__)
t(fn)
for closure in (), 5, (1,), (types.CellType(1), types.CellType(2)):
    t(exec, fn.__code__, closure=closure)
t(exec, "1", closure=())
t(exec, "1", closure=None)
t(exec, compile("1", "f", "exec"), closure=())
t(eval, fn.__code__)
t(lambda: exec(fn.__code__, {}, {}, closure=(types.CellType(10),)))

source = "assert 0, 'x'\nr = __debug__\ndef f():\n 'doc'\n return __debug__\nif __debug__: q = 1\nd = f.__doc__\nclass C: 'doc'\nc = C.__doc__"
for level in -1, 0, 1, 2:
    space = {}
    t(exec, compile(source, "f", "exec", optimize=level), space)
    print(level, space.get("r"), space.get("d"), space.get("c"), space.get("q"))

t(eval, "len", {"__builtins__": {}})
t(eval, "a", {"__builtins__": {"a": 7}})
t(exec, "class A: pass", {"__builtins__": {}})
t(exec, "import sys", {"__builtins__": {}})
t(exec, "import a.b as c\nprint(c)", {"__builtins__": {"__import__": lambda *a: print(a[0], a[3:]) or types.SimpleNamespace(b=5), "print": print}})
t(eval, "(lambda: len('ab'))()", {"__builtins__": {"len": lambda x: 99}})
t(eval, "len('a')", {"__builtins__": builtins})


class Map(dict):
    def __missing__(self, k):
        if k.startswith("__"):
            raise KeyError(k)
        print("missing", k)
        return k

    def __setitem__(self, k, v):
        print("set", k)
        super().__setitem__(k, v)

    def __delitem__(self, k):
        print("del", k)
        super().__delitem__(k)


t(exec, "a = b\nprint(a)\ndel a\nclass C: x = q\ndef f(): return zz\n", {}, Map())
t(exec, "x = undefined_name", Map())


class Only:
    def __getitem__(self, k):
        print("get", k)
        raise KeyError(k)

    def __setitem__(self, k, v):
        print("set", k)


t(exec, "x = 1\nprint(len is not None)", {}, Only())
