def outer():
    v = 1

    def f[T: v](x: v, y: T = v) -> v: ...

    type A[T] = (v, T)

    class C:
        v = 2

        def m[T: v](self, a: v, l: (lambda: v)) -> [v for _ in range(1)]:
            return v

        w: v
        type B = v

    return f, A, C


f, A, C = outer()
print(f.__annotations__, f.__type_params__[0].__bound__, A.__value__)
print(C.__annotations__, C.m.__type_params__[0].__bound__, C.B.__value__, C().m(1, 2))
v = "global"
print(C.m.__annotations__["a"], C.m.__annotations__["l"](), C.m.__annotations__["return"])


class P:
    def before(self) -> b: ...

    b = int

    def shadowed[b](self) -> b: ...


print(P.before.__annotations__, P.shadowed.__annotations__)
P.b = "changed"
print(P.shadowed.__annotate__(1))


class Q:
    x = 1

    class R:
        y: x

        def f(self, z: x): ...


x = "global x"
print(Q.R.__annotations__, Q.R.f.__annotations__)


def recursive():
    class Node:
        next: Node

        def f(self) -> Node: ...

    return Node


print(recursive().__annotations__)


def added():
    x = 1

    class K:
        def m(self, a: x): ...

        y: x

    K.x = 3
    return K


print(added().m.__annotations__, added().__annotations__)


class G:
    global declared
    declared = 1

    def m(self, a: declared): ...


print(G.m.__annotations__)


class Meta(type):
    def __new__(meta, name, bases, namespace):
        print([key for key in namespace if key != "__static_attributes__"])
        return super().__new__(meta, name, bases, namespace)


class Seen(metaclass=Meta):
    x: int

    def f(self):
        return __class__

    if True:
        y: int
