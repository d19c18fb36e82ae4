import asyncio

turn = 0


def tick():
    global turn
    turn += 1
    asyncio.get_running_loop().call_soon(tick)


def say(*what):
    print(turn, *what)


async def waiter(name, condition):
    async with condition:
        await condition.wait()
        say(name, "was notified")


async def main():
    asyncio.get_running_loop().call_soon(tick)
    condition = asyncio.Condition()
    first, second = [asyncio.create_task(waiter(name, condition)) for name in ("first", "second")]
    await asyncio.sleep(0)
    async with condition:
        condition.notify()
        first.cancel()
    await second
    say(first.cancelled())


asyncio.run(main())
