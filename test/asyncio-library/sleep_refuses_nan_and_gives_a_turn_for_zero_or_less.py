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
    say(await asyncio.sleep(0, "zero"))
    say(await asyncio.sleep(-5, "less"))
    try:
        await asyncio.sleep(float("nan"))
    except ValueError as error:
        say(error)


asyncio.run(main())
