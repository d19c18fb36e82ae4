import asyncio

turn = 0


def tick():
    global turn
    turn += 1
    asyncio.get_running_loop().call_soon(tick)


def say(*what):
    print(turn, *what)


async def waiter(condition):
    async with condition:
        try:
            await condition.wait()
        finally:
            say("leaves wait, lock held:", condition.locked())


async def main():
    asyncio.get_running_loop().call_soon(tick)
    condition = asyncio.Condition()
    task = asyncio.create_task(waiter(condition))
    await asyncio.sleep(0)
    await condition.acquire()
    task.cancel()
    for _ in range(3):
        await asyncio.sleep(0)
    say("cancelled but still waiting for the lock:", not task.done())
    task.cancel()
    await asyncio.sleep(0)
    say("a second time:", not task.done())
    condition.release()
    await asyncio.wait([task])
    say(task.cancelled(), condition.locked())


asyncio.run(main())
