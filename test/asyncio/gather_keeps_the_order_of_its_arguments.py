import asyncio


async def work(n, turns):
    for _ in range(turns):
        await asyncio.sleep(0)
    print("done", n)
    return n


async def main():
    print(await asyncio.gather(work(1, 3), work(2, 1), work(3, 2)))
    print(await asyncio.gather())
    c = asyncio.create_task(work(4, 0))
    print(await asyncio.gather(c, c))
    future = asyncio.get_running_loop().create_future()
    future.set_result("set")
    print(await asyncio.gather(future, work(5, 0)))


asyncio.run(main())
