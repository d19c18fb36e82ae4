import asyncio


async def work(n, turns):
    for _ in range(turns):
        await asyncio.sleep(0)
    return n


async def main():
    for next_one in asyncio.as_completed([work(1, 5), work(2, 1), work(3, 3)]):
        print(await next_one)
    tasks = [asyncio.create_task(work(n, 6 - 2 * n)) for n in range(3)]
    async for task in asyncio.as_completed(tasks):
        print(task in tasks, await task)
    try:
        for next_one in asyncio.as_completed([asyncio.sleep(3600)], timeout=0.01):
            await next_one
    except TimeoutError:
        print("timed out")


asyncio.run(main())
