import asyncio


async def waiter(event, n):
    print(n, await event.wait())


async def main():
    event = asyncio.Event()
    tasks = [asyncio.create_task(waiter(event, n)) for n in range(3)]
    await asyncio.sleep(0)
    print("set", event.is_set())
    event.set()
    event.set()
    print(event.is_set())
    await asyncio.gather(*tasks)
    print(await event.wait())
    event.clear()
    late = asyncio.create_task(waiter(event, "late"))
    await asyncio.sleep(0)
    late.cancel()
    await asyncio.wait([late])
    event.set()
    print(late.cancelled())


asyncio.run(main())
