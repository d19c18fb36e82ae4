error = "outer"
try:
    raise ValueError("inner")
except ValueError as error:
    print(error)
try:
    error
except NameError as problem:
    print(problem)


def f():
    try:
        raise ValueError(1)
    except ValueError as e:
        e = "rebound"
        print(e)
    try:
        return e
    except UnboundLocalError as problem:
        return str(problem)


print(f())
try:
    raise KeyError("k")
except KeyError as e:
    del e
print("e" in globals())
