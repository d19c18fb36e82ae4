import types

import _typing

Union, TypeVar = _typing.Union, _typing.TypeVar
T, U, P = TypeVar("T"), TypeVar("U"), _typing.ParamSpec("P")


class Meta(type):
    def __or__(self, other):
        return "meta or"


class D(metaclass=Meta): ...


def show(*sources):
    for source in sources:
        try:
            print(source, "->", repr(eval(source)))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


show(
    'int | str',
    'int | None',
    'None | int',
    'int | int',
    'int | str | int',
    '(int | str) | (str | float)',
    'int | 1',
    '1 | int',
    "int | 'x'",
    "'x' | int",
    'int | list[int]',
    'list[int] | int',
    'list[int] | None',
    'list[int] | list[int]',
    'int | (lambda: 1)',
    'int | ...',
    'int | ()',
    'D | int',
    'int | D',
    'int | True | 2',
    'type(int | str)',
    '(int | str).__args__',
    '(int | None).__args__',
    '(int | str).__parameters__',
    '(list[T] | int).__parameters__',
    '(list[T] | int)[str]',
    '(T | int)[str]',
    '(T | U)[int, str]',
    '(int | str)[int]',
    '(T | int)[int]',
    '(int | str) == (str | int)',
    '(int | str) == Union[int, str]',
    'hash(int | str) == hash(str | int)',
    '(int | str) != 1',
    'isinstance(1, int | str)',
    'isinstance(1, str | None)',
    'isinstance(None, str | None)',
    'isinstance(1, int | list[int])',
    "isinstance('x', int | list[int])",
    'isinstance([], int | list[int])',
    'issubclass(int, int | str)',
    'issubclass(int, str | None)',
    'issubclass(type(None), str | None)',
    'issubclass(1, int | str)',
    'issubclass(int, list[int] | int)',
    'issubclass(str, list[int] | int)',
    'isinstance(1, Union)',
    'isinstance(int | str, Union)',
    'issubclass(int, Union)',
    'Union[int, str]',
    'Union[int]',
    'Union[()]',
    'Union[int, None]',
    'Union[int, int | str]',
    'Union[int, list]',
    'Union',
    'Union()',
    '(int | str).__origin__',
    '(int | str).__class__',
    '(int | str).__module__',
    '(int | str).__name__',
    '(int | str).__qualname__',
    '(int | str)()',
    '(int | str).__or__(float)',
    '(int | str).__ror__(float)',
    'type(int | str).__mro__',
    'types.UnionType is Union',
    '(int | str).__mro_entries__((1,))',
    "type('X', (int | str,), {})",
    '(int | str).foo',
    "setattr(int | str, 'x', 1)",
    '(int | str) in {int | str: 1}',
    '(T | None)',
    'Union[T, None]',
    'Union[T]',
    'Union[int, None].__args__',
)

try:
    try:
        raise ValueError
    except (ValueError | TypeError):
        pass
except TypeError as error:
    print(error)
