import asyncio


async def main():
    priority = asyncio.PriorityQueue()
    last = asyncio.LifoQueue()
    for item in [(3, "c"), (1, "a"), (2, "b")]:
        await priority.put(item)
        last.put_nowait(item)
    print([priority.get_nowait() for _ in range(3)], [await last.get() for _ in range(3)])
    getters = [asyncio.create_task(last.get()) for _ in range(2)]
    await asyncio.sleep(0)
    getters[0].cancel()
    last.put_nowait("for the second")
    print(await getters[1])


asyncio.run(main())
