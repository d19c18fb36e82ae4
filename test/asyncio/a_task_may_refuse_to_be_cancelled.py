import asyncio


async def stubborn():
    for n in range(2):
        try:
            await asyncio.sleep(3600)
        except asyncio.CancelledError:
            print("refused", n, asyncio.current_task().cancelling())
    return "finished"


async def main():
    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.sleep(0)
    task.cancel()
    print(await task, task.cancelled(), task.cancelling(), task.uncancel(), task.uncancel(), task.uncancel())


asyncio.run(main())
