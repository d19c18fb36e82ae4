import asyncio


async def child(n):
    try:
        await asyncio.sleep(3600)
    except asyncio.CancelledError:
        print("child", n, "cancelled")
        raise


async def main():
    group = asyncio.gather(child(1), child(2))
    await asyncio.sleep(0)
    print(group.cancel())
    try:
        await group
    except asyncio.CancelledError:
        print("group cancelled", group.cancelled())
    one = asyncio.create_task(child(3))
    other = asyncio.gather(one, asyncio.sleep(0, "slept"), return_exceptions=True)
    await asyncio.sleep(0)
    one.cancel()
    print([type(r).__name__ if isinstance(r, BaseException) else r for r in await other])


asyncio.run(main())
