def f(n):
    try:
        print("try", n)
        1 / n
    except TypeError:
        print("not this one")
    else:
        print("else", n)
    finally:
        print("finally", n)
    return n


print(f(1))
try:
    f(0)
except ZeroDivisionError as error:
    print("passed:", error)
try:
    try:
        raise KeyError("first")
    finally:
        raise ValueError("second")
except ValueError as error:
    print(repr(error), repr(error.__context__))
