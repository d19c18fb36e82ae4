class A:
    try:
        a: int
        raise ValueError
        b: str
    except ValueError:
        c: float
    else:
        d: 1
    finally:
        e: list
    while True:
        h: 2
        break
        i: 3
    for _ in ():
        k: 4
    if _ if "_" in dir() else True:
        l: 5
    else:
        m: 6
    j: 7


print(A.__annotations__, A.__annotate__.__code__.co_freevars)


class Plain:
    a: int


print(Plain.__annotations__, Plain.__annotate__.__code__.co_freevars)
namespace = {}
exec("x: int\nif 0: y: str\nfor _ in (1, 2): z: float\n", namespace)
print(namespace["__conditional_annotations__"], namespace["__annotate__"](1))
print(list(namespace))
try:
    exec("early: int\nprint(__annotate__(1))\nlate: str\nprint(__annotate__(1))\nraise KeyError", namespace := {})
except KeyError:
    print(namespace["__annotate__"](1))


class Repeated:
    a: int
    a: str
    for _ in range(2):
        b: list


print(Repeated.__annotations__)
