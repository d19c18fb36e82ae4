import asyncio

inside = 0


async def user(semaphore, n):
    global inside
    async with semaphore:
        inside += 1
        print("in", n, "of", inside)
        await asyncio.sleep(0)
        inside -= 1


async def main():
    semaphore = asyncio.Semaphore(2)
    await asyncio.gather(*(user(semaphore, n) for n in range(5)))
    print(semaphore.locked(), await semaphore.acquire(), await semaphore.acquire(), semaphore.locked())
    semaphore.release()
    semaphore.release()
    semaphore.release()
    bounded = asyncio.BoundedSemaphore(1)
    try:
        bounded.release()
    except ValueError as error:
        print(error)
    try:
        asyncio.Semaphore(-1)
    except ValueError as error:
        print(error)


asyncio.run(main())
