import asyncio


async def worker():
    try:
        async with asyncio.timeout(0) as limit:
            try:
                await asyncio.sleep(1)
            finally:
                asyncio.current_task().cancel("from outside")
    except TimeoutError:
        print("timed out")
    finally:
        print(limit, asyncio.current_task().cancelling())


async def main():
    task = asyncio.create_task(worker())
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled")


asyncio.run(main())
