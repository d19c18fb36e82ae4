# exit: 1
def first(
    x: int,
    y: missing,
): ...


def second[T: first.__annotations__](): ...


class Class:
    z: second.__type_params__[0].__bound__


type Alias = Class.__annotations__
Alias.__value__
