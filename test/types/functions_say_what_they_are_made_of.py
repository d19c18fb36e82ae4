import types


def attempt(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


def setting(target, name, value):
    def action():
        setattr(target, name, value)
        return getattr(target, name)

    return action


def outer(a, b=1, *c, d, e=2, **g):
    "doc"
    x = 1

    def inner():
        return x

    return inner


inner = outer(1, d=3)
for name in ["__defaults__", "__kwdefaults__", "__code__", "__name__", "__qualname__", "__dict__", "__doc__"]:
    for value in [None, 1, (), {}, "x", (5,)]:
        def fresh(a, b=1, *c, d, e=2):
            "doc"

        print(name, type(value).__name__, end=" ")
        attempt(setting(fresh, name, value))
for name in ["__closure__", "__globals__", "__builtins__"]:
    attempt(setting(outer, name, None))
attempt(setting(inner, "__code__", outer.__code__))
attempt(setting(outer, "__code__", inner.__code__))

# The same object each time, and the one that was given.
defaults, keywords = (1,), {"d": 4}
outer.__defaults__ = defaults
outer.__kwdefaults__ = keywords
print(outer.__defaults__ is defaults, outer.__kwdefaults__ is keywords, inner.__closure__ is inner.__closure__)


def keyword(*, k=1):
    return k


keyword.__kwdefaults__["k"] = 2
print(keyword())

# types.FunctionType
code, cell = inner.__code__, types.CellType(9)
attempt(lambda: types.FunctionType(1, {}))
attempt(lambda: types.FunctionType(outer.__code__, 1))
attempt(lambda: types.FunctionType(outer.__code__, {}, 1))
attempt(lambda: types.FunctionType(outer.__code__, {}, None, 1))
attempt(lambda: types.FunctionType(outer.__code__, {}, None, None, 1))
attempt(lambda: types.FunctionType(code, {}, None, None, 1))
attempt(lambda: types.FunctionType(code, {}))
attempt(lambda: types.FunctionType(code, {}, None, None, ()))
attempt(lambda: types.FunctionType(code, {}, None, None, (1,)))
attempt(lambda: types.FunctionType(outer.__code__, {}, None, None, (cell,)))
attempt(lambda: types.FunctionType(outer.__code__, {}, kwdefaults=1))
attempt(types.FunctionType(code, {}, closure=(cell,)))
made = types.FunctionType(outer.__code__, {"__name__": "m"}, "nm", (1, 2), None, {"d": 4})
print(made.__name__, made.__qualname__, made.__module__, made.__defaults__, made.__kwdefaults__, made.__doc__)
attempt(lambda: exec(code))
exec(code, closure=(cell,))
attempt(lambda: exec("1", closure=()))
attempt(lambda: exec(outer.__code__, closure=(cell,)))
