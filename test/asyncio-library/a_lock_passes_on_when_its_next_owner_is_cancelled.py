import asyncio

turn = 0


def tick():
    global turn
    turn += 1
    asyncio.get_running_loop().call_soon(tick)


def say(*what):
    print(turn, *what)


async def worker(name, lock):
    try:
        async with lock:
            say(name, "has the lock")
    except asyncio.CancelledError:
        say(name, "cancelled")
        raise


async def main():
    asyncio.get_running_loop().call_soon(tick)
    lock = asyncio.Lock()
    await lock.acquire()
    tasks = [asyncio.create_task(worker(name, lock)) for name in "abc"]
    await asyncio.sleep(0)
    say("waiting", repr(lock).partition("[")[2])
    lock.release()
    tasks[0].cancel()
    say("released, and its next owner cancelled")
    await asyncio.wait(tasks)
    say(lock.locked())


asyncio.run(main())
