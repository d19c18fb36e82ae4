o = object()
print(str(o).startswith("<object object at 0x"), o == o, o != object(), hash(o) == hash(o), bool(o), repr(type(o)), o.__class__)
print(o.__eq__(5), o.__ne__(o), o.__lt__(5), format(o) == str(o), o.__dir__()[:0], o.__reduce_ex__ is not None, object.__doc__ is not None)
for wrong in ["o.x = 1", "object(1)", "o < o", "format(o, 'x')", "o()", "o[0]", "iter(o)", "object.__new__(5)", "object.__new__(int)"]:
    try:
        exec(wrong)
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)


class C:
    def __init_subclass__(cls):
        print("subclass", cls.__name__)


class D(C):
    pass


print(object.__subclasshook__(int), D.__init__ is object.__init__)
