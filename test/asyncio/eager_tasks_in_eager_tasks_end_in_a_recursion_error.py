import asyncio


async def nest(n):
    if n:
        return 1 + await asyncio.Task(nest(n - 1), loop=asyncio.get_running_loop(), eager_start=True)
    return 0


async def main():
    print(await nest(50))
    try:
        await nest(5_000)
        print("went on")
    except RecursionError:
        print("RecursionError")
    print(await nest(50))


asyncio.run(main())
