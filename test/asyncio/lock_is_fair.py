import asyncio


async def user(lock, n):
    async with lock:
        print("in", n, lock.locked())
        await asyncio.sleep(0)
        print("out", n)


async def main():
    lock = asyncio.Lock()
    await asyncio.gather(*(user(lock, n) for n in range(3)))
    print(lock.locked(), await lock.acquire(), lock.locked())
    waiting = [asyncio.create_task(user(lock, n)) for n in "abc"]
    await asyncio.sleep(0)
    waiting[0].cancel()
    lock.release()
    print([type(r).__name__ for r in await asyncio.gather(*waiting, return_exceptions=True)])
    try:
        lock.release()
    except RuntimeError as error:
        print(error)
    try:
        async with lock:
            raise ValueError("inside")
    except ValueError:
        print(lock.locked())


asyncio.run(main())
