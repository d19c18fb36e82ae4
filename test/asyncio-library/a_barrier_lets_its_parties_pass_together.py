import asyncio

turn = 0


def tick():
    global turn
    turn += 1
    asyncio.get_running_loop().call_soon(tick)


def say(*what):
    print(turn, *what)


async def worker(name, barrier):
    say(name, "comes")
    index = await barrier.wait()
    say(name, "passes", index)


async def main():
    asyncio.get_running_loop().call_soon(tick)
    barrier = asyncio.Barrier(3)
    tasks = []
    for name in "abcdef":
        tasks.append(asyncio.create_task(worker(name, barrier)))
        await asyncio.sleep(0)
        say(barrier.n_waiting, repr(barrier).partition("[")[2])
    await asyncio.gather(*tasks)
    async with asyncio.Barrier(1) as index:
        say(index)
    try:
        asyncio.Barrier(0)
    except ValueError:
        say("at least one")


asyncio.run(main())
