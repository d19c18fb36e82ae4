import asyncio

turn = 0


def tick():
    global turn
    turn += 1
    asyncio.get_running_loop().call_soon(tick)


def say(*what):
    print(turn, *what)


async def main():
    asyncio.get_running_loop().call_soon(tick)

    async def fails(name):
        await asyncio.sleep(0)
        raise ValueError(name)

    async def waits(name):
        try:
            await asyncio.sleep(3600)
            say(name, "finished")
        except asyncio.CancelledError:
            say(name, "cancelled")
            raise

    async with asyncio.TaskGroup() as outer:
        survivor = outer.create_task(waits("outer"))
        try:
            async with asyncio.TaskGroup() as inner:
                inner.create_task(fails("inner"))
                inner.create_task(waits("inner"))
        except ExceptionGroup as error:
            say(error.exceptions, asyncio.current_task().cancelling())
        survivor.cancel()
    say(survivor.cancelled())


asyncio.run(main())
