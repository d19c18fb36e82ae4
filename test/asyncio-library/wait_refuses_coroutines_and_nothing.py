import asyncio


async def main():
    coro = asyncio.sleep(0)
    never = asyncio.get_running_loop().create_future()
    for given, options in (([coro], {}), (coro, {}), (never, {}), ([], {}), ([never], {"return_when": "LATER"})):
        try:
            await asyncio.wait(given, **options)
        except (TypeError, ValueError) as error:
            print(type(error).__name__, error)
    coro.close()


asyncio.run(main())
