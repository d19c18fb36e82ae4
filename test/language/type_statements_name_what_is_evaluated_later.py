type Recursive = list[Recursive]
print(Recursive, Recursive.__value__, Recursive.__value__.__args__[0] is Recursive)
type Later = missing
for _ in range(2):
    try:
        print(Later.__value__)
    except NameError as error:
        print(error)
    missing = 5
missing = 6
print(Later.__value__, Later.evaluate_value(1))
type Generic[T, *Ts, **P] = (T, lambda: T)
print(Generic.__type_params__, Generic.__value__[0], Generic.__value__[1](), Generic.__value__[1].__qualname__)
print(Generic.__name__, Generic.__module__, Generic[int, str].__args__, Generic[int])
try:
    Recursive[int]
except TypeError as error:
    print(error)
type = type
print(type(1), type [0] if False else "a name like any other")


def function():
    global Global
    type Global = int
    type Local[T] = (T, function)
    return Local


print(function().__value__[0], Global, Global.__value__)


class Class:
    x = 1
    type Alias = x
    type Listed = [x for _ in range(1)]
    type Private = __private
    __private = "p"
    x = 2


x = "global"
print(Class.Alias.__value__, Class.Listed.__value__, Class.Private.__value__, Class.Alias.__module__)
exec("type W = int\ndef q[T](): return T\nprint(q(), W)")
print(isinstance(Recursive, int), Recursive | None, int | Recursive)
