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
