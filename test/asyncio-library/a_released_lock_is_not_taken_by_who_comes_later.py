import asyncio

turn = 0


def tick():
    global turn
    turn += 1
    asyncio.get_running_loop().call_soon(tick)


def say(*what):
    print(turn, *what)


async def worker(name, lock):
    async with lock:
        say(name)


async def main():
    asyncio.get_running_loop().call_soon(tick)
    lock = asyncio.Lock()
    await lock.acquire()
    waiting = asyncio.create_task(worker("came first", lock))
    await asyncio.sleep(0)
    lock.release()
    say("free", not lock.locked())
    await worker("came when it was free", lock)
    await waiting
    try:
        lock.release()
    except RuntimeError as error:
        print(error)


asyncio.run(main())
