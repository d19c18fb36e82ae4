import asyncio


async def fails():
    raise KeyError("kept")


async def main():
    task = asyncio.create_task(fails())
    try:
        task.exception()
    except asyncio.InvalidStateError as error:
        print(error)
    try:
        task.result()
    except asyncio.InvalidStateError as error:
        print(error)
    await asyncio.wait([task])
    print(task.done(), repr(task.exception()))
    for _ in range(2):
        try:
            await task
        except KeyError as error:
            print("raised", error, error is task.exception())


asyncio.run(main())
