import types


class Names(dict):
    def __missing__(self, name):
        if name.startswith("__"):
            raise KeyError(name)
        return f"missing {name}"


def f(a: spam, b: int, *, c: (lambda: eggs) = 1) -> spam[0]: ...


class C:
    q: other
    if True:
        w: q

    def m[T](self, z: q2, t: T): ...


def copy(fn, cells=None):
    closure = fn.__closure__ if cells is None else cells
    return types.FunctionType(fn.__code__, Names(), closure=closure, argdefs=fn.__defaults__)


made = copy(f.__annotate__)(2)
print(made["a"], made["b"], made["c"](), made["return"])
print(copy(C.m.__annotate__)(2))
print(copy(C.__annotate__)(2))
print(C.__annotate__.__code__.co_freevars, C.m.__annotate__.__code__.co_freevars)
cells = tuple(types.CellType(Names(q2="in the class")) for _ in C.m.__annotate__.__closure__)
print(copy(C.m.__annotate__, cells)(2))
type Alias[T: bound] = value
print(copy(Alias.evaluate_value)(), copy(Alias.__type_params__[0].evaluate_bound)())
