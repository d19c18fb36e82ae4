import asyncio


async def slow():
    await asyncio.sleep(0)
    return "slow"


async def user(c, name):
    try:
        print(name, await c)
    except RuntimeError as error:
        print(name, error)


async def main():
    c = slow()
    await asyncio.gather(user(c, "first"), user(c, "second"))
    await user(c, "third")


asyncio.run(main())
