import asyncio


def plain(loop, coro):
    return asyncio.Task(coro, loop=loop)


def recording(loop, coro, **options):
    print(sorted(options))
    return asyncio.Task(coro, loop=loop, **options)


async def main():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(plain)
    print(await loop.create_task(asyncio.sleep(0, "plain")))
    print(await asyncio.gather(asyncio.sleep(0, 1), asyncio.sleep(0, 2)))
    async with asyncio.TaskGroup() as group:
        task = group.create_task(asyncio.sleep(0, "in a group"))
    print(task.result())
    loop.set_task_factory(recording)
    await asyncio.create_task(asyncio.sleep(0))
    loop.set_task_factory(None)
    try:
        loop.set_task_factory("not callable")
    except TypeError as error:
        print(error)


asyncio.run(main())
