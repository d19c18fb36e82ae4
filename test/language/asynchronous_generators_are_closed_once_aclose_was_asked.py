def run(awaitable):
    try:
        while True:
            print("waits:", awaitable.send(None))
    except BaseException as error:
        print(type(error).__name__, error)


async def stubborn():
    try:
        yield 1
    finally:
        yield 2
        print("on")
        yield 3


generator = stubborn()
run(generator.asend(None))
run(generator.aclose())
run(generator.athrow(ValueError(1)))
run(generator.aclose())
run(generator.asend(None))
run(generator.athrow(ValueError(2)))
run(generator.asend(None))
run(generator.asend(None))
run(generator.athrow(ValueError(3)))
run(generator.aclose())


async def ends():
    yield 1


generator = ends()
run(generator.athrow(GeneratorExit))
run(generator.athrow(ValueError(4)))
run(generator.asend(1))

generator = stubborn()
closing = generator.aclose()
try:
    closing.send(1)
except RuntimeError as error:
    print(error)
run(closing)


async def echo():
    while True:
        print("got", (yield))


generator = echo()
run(generator.asend(None))
try:
    generator.asend("first").send("instead")
except StopIteration:
    pass
run(generator.athrow(StopAsyncIteration(5)))
run(generator.athrow(ValueError(6)))
