import _typing
from _typing import Generic, NoDefault, ParamSpec, TypeAliasType, TypeVar, TypeVarTuple, Union

T = TypeVar("T")


def show(*sources):
    for source in sources:
        try:
            print(source, "->", repr(eval(source)))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


show(
    "TypeAliasType('A', int)",
    "TypeAliasType('A', int).__value__",
    "TypeAliasType('A', int, type_params=(T,))",
    "TypeAliasType('A', int, type_params=(T,)).__parameters__",
    "TypeAliasType('A', int, type_params=T)",
    "TypeAliasType('A', int, type_params=(1,))",
    'TypeAliasType(1, int)',
    "TypeAliasType('A')",
    "TypeAliasType('A', int, str)",
    "TypeAliasType('A', int, type_params=(T, T))",
    "TypeAliasType('A', int)[int]",
    "TypeAliasType('A', list[T], type_params=(T,))[int]",
    "type(TypeAliasType('A', list[T], type_params=(T,))[int])",
    "TypeAliasType('A', list[T], type_params=(T,))[int].__value__",
    "TypeAliasType('A', int) | str",
    "TypeAliasType('A', int) | 1",
    "TypeAliasType('A', int).__module__",
    "TypeAliasType('A', int).__reduce__()",
    "TypeAliasType('A', int).__qualname__",
    "TypeAliasType('A', int).evaluate_value",
    "TypeAliasType('A', int).evaluate_value(1)",
    "TypeAliasType('A', int)()",
    "isinstance(1, TypeAliasType('A', int))",
    "TypeAliasType('A', int).__name__",
    "TypeAliasType('A', int, type_params=(TypeVar('T', default=1), TypeVar('U')))",
)
