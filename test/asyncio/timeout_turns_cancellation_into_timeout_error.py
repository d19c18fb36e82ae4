import asyncio


async def main():
    try:
        async with asyncio.timeout(0.01) as scope:
            print(scope.expired(), scope.when() is not None)
            await asyncio.sleep(3600)
    except TimeoutError:
        print("timed out", scope.expired(), asyncio.current_task().cancelling())
    async with asyncio.timeout(100):
        await asyncio.sleep(0)
        print("in time")
    async with asyncio.timeout(None) as scope:
        scope.reschedule(asyncio.get_running_loop().time() + 100)
        print(scope.when() is not None)
    try:
        async with asyncio.timeout(100):
            async with asyncio.timeout(0.01):
                await asyncio.sleep(3600)
    except TimeoutError:
        print("inner one")
    try:
        async with asyncio.timeout_at(asyncio.get_running_loop().time()):
            await asyncio.sleep(3600)
    except TimeoutError:
        print("already over")
    try:
        async with asyncio.timeout(100):
            raise KeyError("passes")
    except KeyError as error:
        print(error)


asyncio.run(main())
