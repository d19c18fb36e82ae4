import asyncio

turn = 0


def tick():
    global turn
    turn += 1
    asyncio.get_running_loop().call_soon(tick)


def say(*what):
    print(turn, *what)


async def worker(name, semaphore):
    try:
        await semaphore.acquire()
        say(name, "is in")
    except asyncio.CancelledError:
        say(name, "cancelled")


async def main():
    asyncio.get_running_loop().call_soon(tick)
    semaphore = asyncio.Semaphore(1)
    await semaphore.acquire()
    tasks = [asyncio.create_task(worker(name, semaphore)) for name in "abc"]
    await asyncio.sleep(0)
    semaphore.release()
    say("locked although a place was freed:", semaphore.locked())
    tasks[0].cancel()
    await tasks[1]
    say(repr(semaphore).partition("[")[2])
    semaphore.release()
    await tasks[2]
    semaphore.release()
    say(repr(semaphore).partition("[")[2])


asyncio.run(main())
