x = "module"


def f():
    x = "f"

    def g():
        nonlocal x
        x = "changed by g"

        def h():
            global x
            x = "changed by h"
            return x

        print(h(), x)

    g()
    print(x)


f()
print(x)


def make_global():
    global created, made
    created = 1

    def made():
        return "made"


make_global()
print(created, made())


class C:
    global in_class
    in_class = 5


print(in_class, hasattr(C, "in_class"))
