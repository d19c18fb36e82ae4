import asyncio

log = []


async def ping(name, mine, other, n):
    for i in range(n):
        await mine.get()
        log.append(f"{name}{i}")
        other.put_nowait(None)


async def tick(n):
    for i in range(n):
        log.append(f"t{i}")
        await asyncio.sleep(0)


async def main():
    a, b = asyncio.Queue(), asyncio.Queue()
    a.put_nowait(None)
    await asyncio.gather(ping("a", a, b, 4), tick(6), ping("b", b, a, 4))
    print(*log)


asyncio.run(main())
