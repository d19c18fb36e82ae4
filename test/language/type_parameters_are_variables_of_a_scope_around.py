def f[T: int, **P, *Ts](a: T, *b: "x", c: int = 3) -> list[T]:
    return T


print(f(1), f.__type_params__, f.__annotations__, f.__qualname__, f.__defaults__, f.__kwdefaults__)
print(f.__annotate__.__qualname__, f.__annotate__.__code__.co_varnames, f.__annotate__.__code__.co_freevars)


def defaults[T](x=(seen := 1), *, k=(too := 2)):
    return T, x, k


print(defaults(), seen, too)


def shared[T](a: T):
    def inner():
        return [T for _ in range(2)], T

    return inner()


print(shared(1))


def rebound[T]():
    T = 5
    return T


print(rebound())


def parameter[T](T):
    return T


print(parameter(7))


async def asynchronous[T](x: T):
    yield T


def generator[T]():
    yield T


print(asynchronous.__type_params__, list(generator()), generator.__code__.co_freevars)
try:
    T
except NameError as error:
    print(error)


class Names:
    __X = list

    def method[__T: __X](self, a: __T, __b: __X): ...


print(Names.method.__annotations__, Names.method.__type_params__[0].__bound__, Names.method.__type_params__)


def changed[T](): ...


changed.__type_params__ = (1, 2)
print(changed.__type_params__)
for wrong in (lambda: setattr(changed, "__type_params__", 1), lambda: delattr(changed, "__type_params__")):
    try:
        wrong()
    except TypeError as error:
        print(error)
