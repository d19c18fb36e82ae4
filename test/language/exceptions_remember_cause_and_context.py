def show(error):
    print(repr(error), "cause", repr(error.__cause__), "context", repr(error.__context__),
          error.__suppress_context__)


try:
    try:
        raise KeyError("a")
    except KeyError as first:
        raise ValueError("b") from first
except ValueError as error:
    show(error)
try:
    try:
        raise KeyError("a")
    except KeyError:
        raise ValueError("b")
except ValueError as error:
    show(error)
try:
    try:
        raise KeyError("a")
    except KeyError:
        raise ValueError("b") from None
except ValueError as error:
    show(error)
try:
    raise ValueError from TypeError
except ValueError as error:
    show(error)
try:
    raise ValueError from 5
except TypeError as error:
    print(error)
try:
    raise 5
except TypeError as error:
    print(error)
