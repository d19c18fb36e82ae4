import asyncio


async def main():
    loop = asyncio.get_running_loop()
    limit = asyncio.timeout(None)
    print(limit, limit.when())
    try:
        limit.reschedule(1)
    except RuntimeError as error:
        print(error)
    async with limit:
        print(limit)
        limit.reschedule(loop.time() + 100)
        print(limit.when() > loop.time() + 90)
        limit.reschedule(None)
        print(limit)
    print(limit, limit.expired())
    for again in (limit.__aenter__, lambda: asyncio.sleep(0, limit.reschedule(1))):
        try:
            await again()
        except RuntimeError as error:
            print(error)
    try:
        async with asyncio.timeout(100) as limit:
            limit.reschedule(loop.time() - 1)
            print(limit.expired())
            await asyncio.sleep(1)
    except TimeoutError as error:
        print(limit, repr(error), repr(error.__cause__))
    async with asyncio.timeout_at(loop.time() + 100) as limit:
        pass
    print(limit)


asyncio.run(main())
