import asyncio

turn = 0


async def clock():
    global turn
    while True:
        await asyncio.sleep(0)
        turn += 1


async def measure(name, make):
    before = turn
    try:
        await make()
    except Exception as error:
        name += f" ({type(error).__name__})"
    print(name, turn - before)


async def nothing():
    pass


async def fails():
    raise ValueError


async def main():
    ticking = asyncio.create_task(clock())
    await asyncio.sleep(0)
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    done.set_result(1)
    await measure("coroutine", nothing)
    await measure("done future", lambda: done)
    await measure("sleep(0)", lambda: asyncio.sleep(0))
    await measure("task", lambda: asyncio.create_task(nothing()))
    await measure("failing task", lambda: asyncio.create_task(fails()))
    await measure("gather of one", lambda: asyncio.gather(nothing()))
    await measure("gather of two", lambda: asyncio.gather(nothing(), asyncio.sleep(0)))
    await measure("gather of none", lambda: asyncio.gather())
    await measure("wait_for", lambda: asyncio.wait_for(nothing(), 10))
    await measure("wait", lambda: asyncio.wait([asyncio.create_task(nothing())]))
    await measure("shield", lambda: asyncio.shield(nothing()))
    ticking.cancel()


asyncio.run(main())
