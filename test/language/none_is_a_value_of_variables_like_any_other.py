import builtins
import contextvars
import types


class Class:
    x = None
    print(x)
    y: x


def around():
    z = None

    class Inner:
        print(z)
        a: z
        q = None

        def m(self, a: q, b: z): ...

        c = [z for _ in range(1)]

    return Inner


Inner = around()
print(Inner.__annotations__, Inner.m.__annotations__, Class.__annotations__, Inner.c)
print(vars(Class)["x"], vars(Class).get("x", 5), dict(Class.__dict__)["x"])
exec("v = None\nprint(v)", {}, {})


class Globals(dict):
    def __missing__(self, name):
        return None


print(types.FunctionType((lambda: v).__code__, Globals(v=None))(), types.FunctionType((lambda: v).__code__, Globals())())
builtins.nothing = None
print(nothing)


class Builtin:
    print(nothing)
    a: nothing


print(Builtin.__annotations__, types.CellType(None).cell_contents)
variable = contextvars.ContextVar("variable", default=1)
variable.set(None)
print(variable.get(), variable.get(2), contextvars.copy_context().get(variable, 3))
other = contextvars.ContextVar("other", default=1)
print(other.get(None), contextvars.ContextVar("third", default=None).get())


def generic[A: None = None](): ...


parameter = generic.__type_params__[0]
print(parameter.__bound__, parameter.__default__, parameter.has_default(), parameter.__bound__)
type Nothing = None
print(Nothing.__value__)
