# exit: 1
try:
    try:
        raise KeyError("one")
    except KeyError as one:
        raise ValueError("two") from one
except ValueError:
    raise TypeError("three")
