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

    async def fails(turns):
        for _ in range(turns):
            await asyncio.sleep(0)
        say("fails", turns)
        raise ValueError(turns)

    say(await asyncio.gather(fails(3), fails(1), asyncio.sleep(0, "result"), return_exceptions=True))
    slow = asyncio.create_task(fails(3))
    try:
        await asyncio.gather(slow, fails(1))
    except ValueError as error:
        say(repr(error), slow.done())
    await asyncio.wait([slow])
    say(slow.done())


asyncio.run(main())
