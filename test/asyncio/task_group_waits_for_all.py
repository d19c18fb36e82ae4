import asyncio


async def work(n, turns):
    for _ in range(turns):
        await asyncio.sleep(0)
    print("work", n)
    return n


async def main():
    async with asyncio.TaskGroup() as group:
        a = group.create_task(work(1, 3))
        b = group.create_task(work(2, 1), name="second")
        print("body ends", b.get_name())
    print(a.result(), b.result())
    async with asyncio.TaskGroup() as group:
        async def spawn(depth):
            print("depth", depth)
            if depth:
                group.create_task(spawn(depth - 1))
        group.create_task(spawn(2))
    try:
        c = work(3, 0)
        group.create_task(c)
    except RuntimeError as error:
        print("finished" in str(error))
        c.close()


asyncio.run(main())
