# What a generator makes of a StopIteration comes from where it was stepped, not from within.


def lines(error):
    entry, found = error.__traceback__, []
    while entry is not None:
        found.append(entry.tb_frame.f_code.co_name)
        entry = entry.tb_next
    return found


def stops():
    yield 1
    raise StopIteration("own")


def delegates():
    yield from stops()


for make in stops, delegates:
    try:
        list(make())
    except RuntimeError as error:
        print(error, lines(error), lines(error.__cause__), error.__context__ is error.__cause__)


async def stops_async():
    yield 1
    raise StopAsyncIteration("own")


async def run():
    async for item in stops_async():
        print("item", item)


try:
    run().send(None)
except RuntimeError as error:
    print(error, lines(error), lines(error.__cause__))


# What is no exception is refused by the innermost generator; that arrives in those that delegate to it.
def inner():
    try:
        yield 1
    finally:
        print("never printed while it is suspended")


kept = inner()


def outer():
    try:
        yield from kept
    except TypeError as error:
        print("outer:", error, lines(error))
        yield "went on"


generator = outer()
print(next(generator), generator.throw(1), kept.gi_suspended, list(generator))
print(next(kept, "over"))

alone = outer()
try:
    alone.throw(1)
except TypeError as error:
    print(error, lines(error), list(alone))


# A delegate of the program's own gets the arguments of throw() as they are.
class Delegate:
    def __iter__(self):
        return self

    def __next__(self):
        return "next"

    def throw(self, *args):
        print("throw", args)
        if len(args) > 1:
            raise args[0](*args[1:])
        return "thrown"


def through():
    try:
        yield from Delegate()
    except KeyError as error:
        yield ["caught", error]


def twice():
    return (yield from through())


for make in through, twice:
    generator = make()
    next(generator)
    print(generator.throw(ValueError), generator.throw(1), generator.throw(KeyError(2)))
    print(type(generator.throw(GeneratorExit)) if make is None else next(generator))
