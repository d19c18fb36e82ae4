# `typing` is written in Python; this stands for the part of it that classes with type parameters need.
import sys
import types


class Alias:
    def __init__(self, origin, args):
        self.__origin__, self.__args__ = origin, args

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __repr__(self):
        return f"Generic{list(self.__args__)}"


typing = types.ModuleType("typing")
typing._GenericAlias = Alias
typing._generic_init_subclass = lambda cls, *args, **kwargs: print("new", cls.__name__, args, kwargs)
typing._generic_class_getitem = lambda cls, *args, **kwargs: (cls.__name__, args, kwargs)
sys.modules["typing"] = typing



class Base:
    def hi(self):
        return "hi"


class Meta(type):
    def __new__(meta, name, bases, namespace, **keywords):
        print(name, bases, keywords)
        return super().__new__(meta, name, bases, namespace)


class Box[T](Base, metaclass=Meta, keyword=1):
    def hi(self):
        return super().hi() + repr(T) + __class__.__name__

    def other[U](self, u: U, t: T) -> Box[U]:
        return U, T

    x: T

    class Inner:
        y: T

    items = [T for _ in range(2)]
    made = list(T for _ in range(2))
    function = lambda self: T


box = Box()
print(box.hi(), box.other(1, 2), Box.items, Box.made, box.function())
print(Box.__annotations__, Box.Inner.__annotations__, Box.__orig_bases__, Box.__type_params__)
print(Box[int], Box.other.__annotations__)
print(Box.__mro__)
bases = (Base,)


class Spread[T](*bases, **{}):
    pass


print(Spread.__orig_bases__, Spread.__bases__)


@lambda cls: (print("decorated", cls.__name__), cls)[1]
class Lazy[T: (print("evaluated"), int)]:
    pass


print(Lazy.__type_params__[0].__constraints__)


def around():
    class Local[T]:
        def method[U](self): ...

        type Alias = T

        class Inner[V](list):
            w: T

    return Local


Local = around()
print(Local.__qualname__, Local.method.__qualname__, Local.Inner.__qualname__, Local.Inner.__annotate__.__qualname__)
print([name for name in Local.__dict__ if name in ("__module__", "__firstlineno__", "__type_params__", "method")])
print(Local.Alias.__value__, Local.Alias.__module__)
try:
    class Wrong[T](1): ...
except TypeError as error:
    print(error)
