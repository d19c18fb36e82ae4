import asyncio


async def ticks(n):
    try:
        for i in range(n):
            await asyncio.sleep(0)
            got = yield i
            if got:
                print("got", got)
    finally:
        await asyncio.sleep(0)
        print("closed")


async def main():
    async for i in ticks(2):
        print(i)
    agen = ticks(5)
    print(await agen.__anext__(), await agen.asend("sent"))
    try:
        await agen.athrow(ValueError("thrown"))
    except ValueError as error:
        print(error)
    print([i async for i in ticks(3) if i], {i: [j async for j in ticks(i)] async for i in ticks(2)})
    agen = ticks(3)
    await anext(agen)
    await agen.aclose()
    try:
        await anext(agen)
    except StopAsyncIteration:
        print("exhausted")


asyncio.run(main())
