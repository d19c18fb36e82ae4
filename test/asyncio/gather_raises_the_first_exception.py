import asyncio


async def fails(n, turns):
    for _ in range(turns):
        await asyncio.sleep(0)
    print("raising", n)
    raise ValueError(n)


async def works(turns):
    for _ in range(turns):
        await asyncio.sleep(0)
    print("worked")
    return "ok"


async def main():
    try:
        await asyncio.gather(works(4), fails(1, 2), fails(2, 1))
    except ValueError as error:
        print("caught", error)
    for _ in range(5):
        await asyncio.sleep(0)
    print(await asyncio.gather(works(1), fails(3, 0), return_exceptions=True))


asyncio.run(main())
