import asyncio

turn = 0


def tick():
    global turn
    turn += 1
    asyncio.get_running_loop().call_soon(tick)


def say(*what):
    print(turn, *what)


async def worker():
    async def fails():
        try:
            await asyncio.sleep(1)
        finally:
            raise ValueError("while ending")

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails())
    except ExceptionGroup as error:
        say(error.exceptions, asyncio.current_task().cancelling())
    try:
        await asyncio.sleep(0)
    except asyncio.CancelledError:
        say("cancelled at the next wait")
        raise


async def main():
    asyncio.get_running_loop().call_soon(tick)
    task = asyncio.create_task(worker())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    say(task.cancelled(), task.cancelling())


asyncio.run(main())
