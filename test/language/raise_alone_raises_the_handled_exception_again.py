import sys

try:
    try:
        raise KeyError("one")
    except KeyError:
        try:
            raise ValueError("two")
        except ValueError:
            print(sys.exc_info()[0].__name__)
        print(sys.exc_info()[0].__name__)
        raise
except KeyError as error:
    print("again", error)
print(sys.exc_info())
try:
    raise
except RuntimeError as error:
    print(error)


def reraise():
    raise


try:
    try:
        raise OSError("seen from a function")
    except OSError:
        reraise()
except OSError as error:
    print(error)
