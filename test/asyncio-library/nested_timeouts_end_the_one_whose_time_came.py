import asyncio


async def main():
    for outer, inner in ((0.01, 5), (5, 0.01), (0, 0), (-1, 0.01)):
        try:
            async with asyncio.timeout(outer) as outside:
                try:
                    async with asyncio.timeout(inner) as inside:
                        await asyncio.sleep(1)
                except TimeoutError:
                    print("inner timed out", end="; ")
                print("still in the outer", end="; ")
        except TimeoutError:
            print("outer timed out", end="; ")
        print(outside.expired(), inside.expired(), asyncio.current_task().cancelling())


asyncio.run(main())
