import asyncio


async def fails(n, turns):
    for _ in range(turns):
        await asyncio.sleep(0)
    raise ValueError(n)


async def waits(n):
    try:
        await asyncio.sleep(3600)
    except asyncio.CancelledError:
        print("cancelled", n)
        raise


async def cleanup_fails():
    try:
        await asyncio.sleep(3600)
    finally:
        raise KeyError("in cleanup")


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(waits(1))
            group.create_task(fails(2, 2))
            group.create_task(cleanup_fails())
            await waits("body")
    except ExceptionGroup as caught:
        print(repr(caught.exceptions))
    except BaseException as caught:
        print(repr(caught.exceptions))


async def body_fails():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(waits(3))
            await asyncio.sleep(0)
            raise OSError("body")
    except ExceptionGroup as caught:
        print(caught.message, repr(caught.exceptions), asyncio.current_task().cancelling())


asyncio.run(main())
asyncio.run(body_fails())
