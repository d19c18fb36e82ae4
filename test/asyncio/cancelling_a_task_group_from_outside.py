import asyncio


left = []


async def waits(n):
    try:
        await asyncio.sleep(3600)
    finally:
        left.append(n)


async def parent():
    async with asyncio.TaskGroup() as group:
        for n in range(3):
            group.create_task(waits(n))
    print("never")


async def main():
    task = asyncio.create_task(parent())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled", task.cancelled(), sorted(left))


asyncio.run(main())
