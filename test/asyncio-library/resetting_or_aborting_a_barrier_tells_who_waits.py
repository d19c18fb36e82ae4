import asyncio

turn = 0


def tick():
    global turn
    turn += 1
    asyncio.get_running_loop().call_soon(tick)


def say(*what):
    print(turn, *what)


async def worker(barrier):
    try:
        await barrier.wait()
    except asyncio.BrokenBarrierError as error:
        say(error)


async def main():
    asyncio.get_running_loop().call_soon(tick)
    barrier = asyncio.Barrier(3)
    for end in (barrier.reset, barrier.abort):
        tasks = [asyncio.create_task(worker(barrier)) for _ in range(2)]
        await asyncio.sleep(0)
        await end()
        await asyncio.gather(*tasks)
        say(barrier.broken, repr(barrier).partition("[")[2])
    await worker(barrier)
    await barrier.reset()
    say(barrier.broken)


asyncio.run(main())
