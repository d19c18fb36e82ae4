import asyncio


async def main():
    coro = asyncio.sleep(0)
    try:
        asyncio.run(coro)
    except RuntimeError as error:
        print(error)
    runner = asyncio.Runner()
    try:
        runner.run(coro)
    except RuntimeError as error:
        print(error)
    coro.close()


try:
    asyncio.run(main())
finally:
    print("ended")
