import asyncio


class Stop(BaseException):
    pass


async def main():
    async def fails(error):
        raise error

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails(Stop("in a group")))
            group.create_task(fails(ValueError("as well")))
    except BaseExceptionGroup as error:
        print(type(error).__name__, error, error.exceptions)
    try:
        async with asyncio.TaskGroup() as group:
            raise KeyboardInterrupt("from the body")
    except KeyboardInterrupt as error:
        print(repr(error))
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(asyncio.sleep(1))
            raise SystemExit(3)
    except SystemExit as error:
        print(repr(error))


asyncio.run(main())
