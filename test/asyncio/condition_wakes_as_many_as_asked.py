import asyncio


async def waiter(condition, n):
    async with condition:
        await condition.wait()
        print("woke", n)


async def main():
    condition = asyncio.Condition()
    tasks = [asyncio.create_task(waiter(condition, n)) for n in range(4)]
    await asyncio.sleep(0)
    for count in 1, 2:
        async with condition:
            condition.notify(count)
            print("notified", count)
        for _ in range(5):
            await asyncio.sleep(0)
    async with condition:
        condition.notify_all()
    await asyncio.gather(*tasks)
    ready = []

    async def consumer():
        async with condition:
            print(await condition.wait_for(lambda: len(ready) >= 2 and "enough"))

    task = asyncio.create_task(consumer())
    for n in range(2):
        await asyncio.sleep(0)
        async with condition:
            ready.append(n)
            condition.notify()
    await task
    for wrong in [condition.notify, condition.release]:
        try:
            wrong()
        except RuntimeError as error:
            print(error)
    try:
        await condition.wait()
    except RuntimeError as error:
        print(error)


asyncio.run(main())
