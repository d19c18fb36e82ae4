def bounded[T: missing](): ...


T = bounded.__type_params__[0]
try:
    T.__bound__
except NameError as error:
    print(error)
missing = int
print(T.__bound__, T.__constraints__, T.__default__, T.has_default())
missing = str
print(T.__bound__, T.evaluate_bound(1), T.evaluate_bound(), T.evaluate_bound(2))
for format in 3, 4:
    try:
        T.evaluate_bound(format)
    except NotImplementedError as error:
        print("not implemented", error)
print(T.evaluate_constraints, T.evaluate_default, T.evaluate_bound.__name__, T.evaluate_bound.__defaults__)
print(T.evaluate_bound.__code__.co_varnames, T.evaluate_bound.__code__.co_posonlyargcount)


def constrained[T: (int, str)](): ...


T = constrained.__type_params__[0]
print(T.__bound__, T.__constraints__, T.evaluate_constraints(1))


def given[T = int, **P = [int], *Ts = *tuple[int, str]](): ...


print([p.__default__ for p in given.__type_params__], [p.has_default() for p in given.__type_params__])
print(given.__type_params__[0].evaluate_default(1))


def lambdas[T: (lambda: 1)](): ...


print(lambdas.__type_params__[0].__bound__.__qualname__)
