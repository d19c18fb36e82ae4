import asyncio


async def inner():
    for _ in range(4):
        await asyncio.sleep(0)
    print("inner finished")
    return "result"


async def outer(task):
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        print("outer cancelled")
        raise


async def main():
    task = asyncio.create_task(inner())
    waiting = asyncio.create_task(outer(task))
    await asyncio.sleep(0)
    waiting.cancel()
    try:
        await waiting
    except asyncio.CancelledError:
        print("waiting", waiting.cancelled(), task.cancelled())
    print(await task, await asyncio.shield(inner()))
    task = asyncio.create_task(asyncio.sleep(3600))
    shielded = asyncio.shield(task)
    await asyncio.sleep(0)
    task.cancel()
    try:
        await shielded
    except asyncio.CancelledError:
        print("cancelled from inside")


asyncio.run(main())
