import asyncio


async def in_finally():
    try:
        raise OSError("handled")
    finally:
        await asyncio.sleep(0)


async def in_except():
    try:
        raise OSError("handled")
    except OSError:
        await asyncio.get_running_loop().create_future()


async def cancels_itself():
    try:
        raise OSError("handled")
    except OSError:
        asyncio.current_task().cancel()
        await asyncio.sleep(0)


async def main():
    for function in (in_finally, in_except, cancels_itself):
        async def wrapper():
            try:
                await function()
            except asyncio.CancelledError as error:
                print(function.__name__, repr(error.__context__))

        task = asyncio.create_task(wrapper())
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task])


asyncio.run(main())
