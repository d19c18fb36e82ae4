import sys
import warnings


def raised(body):
    try:
        print(body())
    except (Warning, SyntaxError) as error:
        print(type(error).__name__, error)


def numbers():
    yield 1


def throws():
    generator = numbers()
    next(generator)
    try:
        generator.throw(ValueError, "a")
    except ValueError as error:
        return repr(error)


class Index:
    def __index__(self):
        return True


class Float(float):
    pass


class Real:
    def __float__(self):
        return Float(1)


def everything():
    for text in ["1 is 1", "x is not ()", "[1]['a']", "(1)[2]", "'a'()", "[1](2)", "x < 1 is x"]:
        raised(lambda: compile(text, "file", "eval") is not None)
    raised(lambda: compile("assert (1, 2)", "file", "exec") is not None)
    raised(lambda: eval("1if 2else 3"))
    raised(throws)
    raised(lambda: [1, 2][Index()])
    raised(lambda: complex(Real()))


warnings.showwarning = lambda message, category, filename, line, *_: print("shown:", message, filename, line)
everything()
warnings.simplefilter("error")
everything()


async def forgotten():
    pass


warnings.simplefilter("always")
print("before")
forgotten()
print("after")
warnings.simplefilter("error")
sys.unraisablehook = lambda told: print("ignored", repr(told.exc_value))
forgotten()
print("after")
