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

    async def work():
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        return "result"

    inner = asyncio.create_task(work())
    outer = asyncio.shield(inner)
    say(outer.cancel(), outer.cancelled(), inner.done())
    say(await inner)
    say(asyncio.shield(inner) is inner)
    inner = asyncio.create_task(work())
    outer = asyncio.shield(inner)
    inner.cancel()
    try:
        await outer
    except asyncio.CancelledError:
        say("cancelled by the inner one", outer.cancelled(), asyncio.current_task().cancelling())


asyncio.run(main())
