import asyncio


async def main():
    group = asyncio.TaskGroup()
    print(group)

    def refused():
        coro = asyncio.sleep(0)
        try:
            group.create_task(coro)
        except RuntimeError as error:
            print(error)

    refused()
    async with group:
        group.create_task(asyncio.sleep(0))
        print(group)
    print(group)
    refused()
    try:
        await group.__aenter__()
    except RuntimeError as error:
        print(error)
    group = asyncio.TaskGroup()

    async def late():
        try:
            await asyncio.sleep(1)
        finally:
            refused()

    try:
        async with group:
            group.create_task(late())
            await asyncio.sleep(0)
            raise ValueError
    except ExceptionGroup as error:
        print(error)


asyncio.run(main())
