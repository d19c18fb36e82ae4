def plain():
    yield 1


def delegating():
    yield from iter("ab")


def inner():
    yield from plain()


def handling():
    try:
        raise KeyError("own")
    except KeyError:
        yield 1


def handling_below():
    try:
        raise KeyError("own")
    except KeyError:
        yield from plain()


class Delegate:
    def __iter__(self):
        return self

    def __next__(self):
        return 1


def of_program():
    yield from Delegate()


async def coroutine():
    await Awaitable()


class Awaitable:
    def __await__(self):
        yield 1


async def asynchronous():
    yield 1


def told(error):
    return repr(error), repr(error.__context__)


def thrown(generator):
    try:
        raise OSError("of the caller")
    except OSError:
        try:
            generator.throw(ValueError("thrown"))
        except ValueError as error:
            print(told(error))


for make in plain, delegating, inner, handling, handling_below, of_program:
    generator = make()
    next(generator)
    print(make.__name__, end=" ")
    thrown(generator)
    print("closed", end=" ")
    thrown(generator)
    print("not begun", end=" ")
    thrown(make())

stepped = coroutine()
stepped.send(None)
thrown(stepped)
stepped = asynchronous()
try:
    stepped.asend(None).send(None)
except StopIteration:
    thrown(stepped.athrow(ValueError("asynchronously")))


def closing():
    try:
        yield
    except GeneratorExit as error:
        print(told(error))


generator = closing()
next(generator)
try:
    raise OSError
except OSError:
    generator.close()
