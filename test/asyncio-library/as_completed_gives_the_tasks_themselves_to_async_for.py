import asyncio


async def work(turns):
    for _ in range(turns):
        await asyncio.sleep(0)
    return turns


async def main():
    tasks = [asyncio.create_task(work(turns)) for turns in (3, 1, 2)]
    async for task in asyncio.as_completed(tasks):
        print(tasks.index(task), await task)
    never = asyncio.get_running_loop().create_future()
    try:
        async for future in asyncio.as_completed([never], timeout=0.001):
            print("not reached")
    except TimeoutError:
        print("timed out", never.done())
    for result in asyncio.as_completed([never, tasks[0]], timeout=0.001):
        try:
            print(await result)
        except TimeoutError:
            print("timed out")
    for given in (never, 5):
        try:
            asyncio.as_completed(given)
        except TypeError as error:
            print(error)


asyncio.run(main())
