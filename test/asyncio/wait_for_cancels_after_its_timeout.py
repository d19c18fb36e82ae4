import asyncio


async def slow():
    try:
        await asyncio.sleep(3600)
    except asyncio.CancelledError:
        print("slow cancelled")
        raise


async def quick():
    await asyncio.sleep(0)
    return "quick"


async def main():
    try:
        await asyncio.wait_for(slow(), 0.01)
    except TimeoutError as error:
        print("timed out", type(error.__cause__).__name__, asyncio.TimeoutError is TimeoutError)
    print(await asyncio.wait_for(quick(), 10), await asyncio.wait_for(quick(), None))
    try:
        await asyncio.wait_for(slow(), 0)
    except TimeoutError:
        print("at once, without starting it")
    done = asyncio.create_task(quick())
    await done
    print(await asyncio.wait_for(done, 0))
    task = asyncio.create_task(asyncio.wait_for(slow(), 100))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("outer cancel passes through")


asyncio.run(main())
