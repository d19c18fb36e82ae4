import asyncio


async def direct(n):
    if n:
        return await direct(n - 1)
    return "bottom"


async def other():
    print("other ran")


async def main():
    task = asyncio.create_task(other())
    print(await direct(50))
    print("still before other:", not task.done())
    await task


asyncio.run(main())
