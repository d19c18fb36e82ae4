import asyncio


async def main():
    try:
        async with asyncio.timeout(0):
            try:
                await asyncio.sleep(1)
            except asyncio.CancelledError:
                raise ValueError("cleaning up failed")
    except ValueError as error:
        print(repr(error), repr(error.__context__), repr(error.__context__.__cause__))
    try:
        async with asyncio.timeout(0):
            async with asyncio.TaskGroup() as group:
                async def stubborn():
                    try:
                        await asyncio.sleep(1)
                    finally:
                        raise OSError("stubborn")
                group.create_task(stubborn())
                await asyncio.sleep(1)
    except ExceptionGroup as error:
        print(error.exceptions, repr(error.__context__))


asyncio.run(main())
