import asyncio


async def inner():
    try:
        await asyncio.sleep(3600)
    except asyncio.CancelledError as error:
        print("inner", error.args)
        raise
    finally:
        print("inner finally")


async def outer():
    try:
        await inner()
    finally:
        await asyncio.sleep(0)
        print("outer finally")


async def main():
    task = asyncio.create_task(outer())
    await asyncio.sleep(0)
    print(task.cancel("a reason"), task.cancelled(), task.done())
    try:
        await task
    except asyncio.CancelledError as error:
        print("main", error.args, task.cancelled(), task.cancel())
    try:
        task.result()
    except asyncio.CancelledError as error:
        print("result raises")
    unstarted = asyncio.create_task(outer())
    unstarted.cancel()
    await asyncio.wait([unstarted])
    print(unstarted.cancelled())


asyncio.run(main())
