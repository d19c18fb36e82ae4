import types

C = types.CellType
print(C(1) < C(2), C(1) == C(1), C() == C(), C() < C(1), C(1) < C(), C(1) >= C(1), C(1) != C(2), C(1) == 1)
for action in [lambda: C(1) < C("a"), lambda: C(1) < 3, lambda: hash(C(1)), lambda: C(1, 2), lambda: C(x=1)]:
    try:
        print(action())
    except TypeError as error:
        print(error)


def outer():
    x = 1

    def inner():
        return x

    return inner


inner = outer()
(cell,) = inner.__closure__
print(cell.cell_contents)
cell.cell_contents = None
print(cell.cell_contents, inner())
del cell.cell_contents
del cell.cell_contents
for action in [inner, lambda: cell.cell_contents]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
