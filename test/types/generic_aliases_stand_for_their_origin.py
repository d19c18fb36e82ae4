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
    'list[int]',
    'list[int, str]',
    'list[()]',
    'list[(int,)]',
    'list[()].__args__',
    'tuple[()]',
    'tuple[()].__args__',
    'tuple[int, ...]',
    'list[...]',
    'list[None]',
    "list['x']",
    'list[1]',
    'list[[int]]',
    'list[C]',
    'list[E_.In]',
    'list[list[int]]',
    'list[int].__unpacked__',
    'list[*tuple[int]].__args__',
    'list[*tuple[int]].__args__[0].__unpacked__',
    'list[*tuple[int]]',
    '[*tuple[int]]',
    'next(iter(tuple[int])).__unpacked__',
    'next(iter(next(iter(tuple[int]))))',
    'list[*tuple[int, ...]].__args__[0].__typing_unpacked_tuple_args__',
    'list[int]()',
    'list[int]([1,2])',
    'dict[str, int](a=1)',
    'type(list[int]())',
    'list[int].append',
    'list[int].__doc__ == list.__doc__',
    'list[int].__name__',
    'list[int].__class__',
    'type(list[int])',
    'list[int].__module__',
    'list[int].foo',
    'list[int].__bases__',
    'list[int].__copy__',
    'list[int] == list[int]',
    'list[int] == list[str]',
    'list[int] == list',
    'list[int] == tuple(iter(list[int]))[0]',
    'hash(list[int]) == hash(list[int])',
    'isinstance([], list[int])',
    'isinstance(1, list[int])',
    'issubclass(list, list[int])',
    'issubclass(list[int], list)',
    'issubclass(1, list[int])',
    'list[int].__mro_entries__(())',
    'list[int].__reduce__()',
    'iter(list[int]).__reduce__()',
    'list(iter(list[int]))',
    'dir(list[int])[:5]',
    "'__args__' in dir(list[int])",
    'G(list, int)',
    'G(list, (int, str))',
    'G(list, int).__args__',
    'G()',
    'G(list)',
    'G(list, int, 1)',
    'G(list, x=1)',
    'G(1, 2)',
    'G(1, 2)[3]',
    'G(list, T)[int]',
    'GA(list, T)[int]',
    'type(GA(list, T)[int])',
    'repr(GA(list, int))',
    'C[int]',
    'C[int]().__orig_class__',
    'Sub[int]',
    'Sub[int]()',
    "setattr(list[int], 'x', 1)",
    "setattr(C[int], 'x', 1), C.x",
    "setattr(C[int], '__origin__', 1)",
    'list[int] | str',
    'list[Evil()]',
    'bool(list[int])',
    'super(Sub, Sub).__class_getitem__(int)',
    'range[int]',
    'int[int]',
    'int[1]',
    'str[int]',
    'type[int]',
    'D[int]',
    'M[int]',
    'list.__class_getitem__(int)',
    'dict.fromkeys.__self__[int]',
    'type.__getitem__',
    'list[slice(1)]',
    'list[1:2]',
    'list[lambda: 1].__args__[0].__name__',
    'list[type(None)]',
    'list[int, None]',
    'G(list, [1])',
)


class X(list[int]): ...


print(X.__orig_bases__, X.__bases__)


class Y(C[int], list[str]): ...


print(Y.__orig_bases__, Y.__bases__)
