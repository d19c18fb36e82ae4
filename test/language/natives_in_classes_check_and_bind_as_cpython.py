class A:
    append = list.append
    y = int
    show = print
    join = "-".join


def f(o):
    o.append([x for x in (1,)])


def g(o):
    return o.y("7"), o.join("ab"), o.show("shown")


for _ in range(3):
    try:
        f(A())
    except TypeError:
        print("TypeError")
    print(g(A()))


class Manager:
    __enter__ = list.copy
    __exit__ = list.append


for _ in range(2):
    try:
        with Manager():
            pass
    except TypeError as error:
        print("TypeError")


class Prints:
    __init__ = print


Prints(1)


class Bad(list):
    __init__ = list.__len__


for _ in range(2):
    try:
        Bad()
    except TypeError as error:
        print(error)
