import asyncio


async def turns(name, n):
    for i in range(n):
        print(name, i)
        await asyncio.sleep(0)
    print(name, "ends")


async def main():
    tasks = [asyncio.create_task(turns(name, n)) for name, n in [("a", 1), ("b", 3), ("c", 2)]]
    print("made")
    for task in tasks:
        await task
    print(await asyncio.sleep(0, "value"), await asyncio.sleep(0.001, result=5))


asyncio.run(main())
