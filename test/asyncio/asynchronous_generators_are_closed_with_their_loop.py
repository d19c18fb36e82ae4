import asyncio


async def numbers(name):
    try:
        for i in range(3):
            yield i
            await asyncio.sleep(0)
    finally:
        await asyncio.sleep(0)
        print("closed", name)


async def failing():
    try:
        yield 1
    finally:
        raise ValueError("while closing")


kept = []


async def main():
    kept.append(numbers("kept"))
    async for _ in kept[0]:
        break
    print(await anext(kept[0]))
    async for _ in numbers("to its end"):
        pass
    kept.append(numbers("never started"))
    async for _ in numbers("dropped"):
        break
    print("left")
    for _ in range(5):
        await asyncio.sleep(0)
    try:
        async for _ in numbers("dropped by an exception"):
            raise KeyError
    except KeyError:
        print("caught")
    for _ in range(5):
        await asyncio.sleep(0)
    print("end of main")


async def close_one():
    kept[:] = [numbers("closed by hand")]
    await anext(kept[0])
    await kept[0].aclose()


asyncio.run(main())


async def fail():
    asyncio.get_running_loop().set_exception_handler(
        lambda loop, told: print("told", sorted(told), told["message"][:56], repr(told["exception"])))
    kept[:] = [failing()]
    await anext(kept[0])


asyncio.run(fail())
asyncio.run(close_one())
