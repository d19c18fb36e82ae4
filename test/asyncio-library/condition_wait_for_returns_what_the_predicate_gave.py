import asyncio


async def main():
    condition = asyncio.Condition()
    items = []

    async def consumer():
        async with condition:
            print(await condition.wait_for(lambda: items and items[-1]))

    task = asyncio.create_task(consumer())
    for item in (0, "", "found"):
        await asyncio.sleep(0)
        async with condition:
            items.append(item)
            condition.notify_all()
    await task


asyncio.run(main())
