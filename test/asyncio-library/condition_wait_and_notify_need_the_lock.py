import asyncio


async def main():
    condition = asyncio.Condition()
    try:
        await condition.wait()
    except RuntimeError as error:
        print(error)
    for notify in (condition.notify, condition.notify_all):
        try:
            notify()
        except RuntimeError as error:
            print(error)
    lock = asyncio.Lock()
    async with asyncio.Condition(lock) as nothing:
        print(nothing, lock.locked())


asyncio.run(main())
