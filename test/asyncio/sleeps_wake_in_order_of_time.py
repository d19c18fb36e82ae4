import asyncio


async def at(delay, name):
    await asyncio.sleep(delay)
    print(name)


async def main():
    await asyncio.gather(at(0.15, "third"), at(0.05, "first"), at(0.10, "second"), at(-1, "at once"), at(0, "at once too"))


asyncio.run(main())
