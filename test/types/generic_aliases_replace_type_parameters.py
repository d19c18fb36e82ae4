import types

import _typing

Union, TypeVar = _typing.Union, _typing.TypeVar
T, U, P = TypeVar("T"), TypeVar("U"), _typing.ParamSpec("P")


GenericAlias = G = types.GenericAlias


class C:
    def __class_getitem__(cls, key):
        return GenericAlias(cls, key)


class Meta(type): ...


class D(metaclass=Meta): ...


M = Meta


class E_:
    class In: ...


class Sub(list): ...


class GA(GenericAlias): ...


class Evil:
    __origin__ = 1
    __args__ = 2

    def __repr__(self):
        return "evil"


def show(*sources):
    for source in sources:
        try:
            print(source, "->", repr(eval(source)))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


show(
    'list[list[T]][int]',
    'list[list[T], T][int]',
    'dict[str, T][int]',
    'dict[T, U][int, str]',
    'dict[T, U][int]',
    'dict[T, U][int, str, float]',
    'dict[str, int][int]',
    'list[int][()]',
    'list[T][()]',
    'list[T][int, str]',
    'list[T][U]',
    'list[T].__origin__',
    'list[T].__args__',
    'list[T].__parameters__',
    'list[T, U, T].__parameters__',
    'list[*tuple[T]][int]',
    'list[*tuple[T, ...]][int]',
    'list[P]',
    'list[list[int] | T][str]',
    'list[list[T] | int][str]',
    'list[int][T]',
    'type[int][str]',
    'list[T].__parameters__ is list[T].__parameters__',
    'list[[T]][int]',
    'list[[T, int], U].__parameters__',
    'list[(T,)]',
    'list[tuple[T, ...]][int]',
)


class Parameter:
    """Anything may take part."""

    def __init__(self, name):
        self.name = name

    def __typing_subst__(self, argument):
        return f"{self.name}={argument}"

    def __typing_prepare_subst__(self, alias, args):
        print("prepare", self.name, args)
        return args

    def __repr__(self):
        return self.name


class Many(Parameter):
    __typing_is_unpacked_typevartuple__ = True

    def __iter__(self):
        yield self

    def __typing_subst__(self, argument):
        return argument

    def __typing_prepare_subst__(self, alias, args):
        at = alias.__parameters__.index(self)
        after = len(alias.__parameters__) - at - 1
        end = len(args) - after
        return (*args[:at], args[at:end], *args[end:])


A, B, M = Parameter("A"), Parameter("B"), Many("M")
show("list[A, B][1, 2]", "list[B, list[A], (A, [B])][1, 2]", "list[M, A][1, 2, 3]", "list[list[M], A][1, 2, 3]", "list[M][()]", "(list[A] | B)[int, 2]")
