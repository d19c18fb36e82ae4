import asyncio


async def work():
    print("started")


async def refuses():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        return "its own result"


async def main():
    for timeout in (0, -1):
        try:
            await asyncio.wait_for(work(), timeout)
        except TimeoutError as error:
            print(repr(error), repr(error.__cause__))
    done = asyncio.get_running_loop().create_future()
    done.set_result("done before")
    print(await asyncio.wait_for(done, 0))
    task = asyncio.create_task(refuses())
    await asyncio.sleep(0)
    print(await asyncio.wait_for(task, 0))
    print(await asyncio.wait_for(asyncio.sleep(0, "no limit"), None))


asyncio.run(main())
