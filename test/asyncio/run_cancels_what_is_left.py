import asyncio


log = []


async def worker(n):
    try:
        await asyncio.sleep(3600)
    except asyncio.CancelledError:
        log.append(f"cancelled {n}")
        await asyncio.sleep(0)
        log.append(f"cleaned up {n}")
        raise


async def main():
    for n in range(3):
        asyncio.create_task(worker(n))
    await asyncio.sleep(0)
    print("main returns")


asyncio.run(main())
print(sorted(log))
