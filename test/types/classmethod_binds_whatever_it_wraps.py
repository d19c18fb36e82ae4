class Wrapped:
    fetched = 0

    def __get__(self, obj, owner=None):
        Wrapped.fetched += 1
        return "fetched"

    def __call__(self, *args):
        return args


class C:
    of_property = classmethod(property(lambda cls: 1))
    of_descriptor = classmethod(Wrapped())
    of_method = classmethod(classmethod(lambda cls, *args: (cls, args)))
    of_static = classmethod(staticmethod(lambda *args: args))
    of_type = classmethod(int)
    of_nothing = classmethod(None)


def tried(function):
    try:
        return function()
    except TypeError as error:
        return error


print(type(C.of_property).__name__, tried(C.of_property))
print(C.of_descriptor() == (C,), Wrapped.fetched)
print(tried(C.of_method))
print(C.of_static(2) == (C, 2), C().of_static(3) == (C, 3))
print(tried(C.of_type))
print(type(C.of_nothing).__name__, C.of_nothing.__func__, C.of_nothing.__self__ is C, tried(C.of_nothing))
