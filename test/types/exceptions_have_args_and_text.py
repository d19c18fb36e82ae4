for error in [ValueError(), ValueError("a"), ValueError("a", 1), KeyError("k"), KeyError("a", "b"), OSError(2, "No such file"),
              StopIteration(5), SystemExit(3), UnicodeError("u"), IndexError(None), Exception("it's")]:
    print(repr(error), "|", str(error), "|", error.args)
print(StopIteration(5).value, SystemExit(3).code, SystemExit().code, OSError(2, "x").errno, OSError(2, "x", "file").filename, KeyError("q").args[0])
error = ValueError("x")
error.add_note("first note")
error.add_note("second")
print(error.__notes__, error.__traceback__, error.__cause__)
print(issubclass(KeyError, LookupError), issubclass(LookupError, Exception), issubclass(SystemExit, Exception), issubclass(ZeroDivisionError, ArithmeticError),
      issubclass(UnicodeDecodeError, ValueError), issubclass(NotImplementedError, RuntimeError), issubclass(ModuleNotFoundError, ImportError), IOError is OSError)
print([c.__name__ for c in FileNotFoundError.__mro__], type(OSError(2, "x")).__name__, type(OSError(13, "x")).__name__)


class Mine(Exception):
    def __init__(self, a, b=2):
        self.a = a

    def __str__(self):
        return f"mine {self.a}"


print(repr(Mine(1)), str(Mine(1)), Mine(1, b=3).args)
