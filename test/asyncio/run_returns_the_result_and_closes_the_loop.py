import asyncio


async def main():
    loop = asyncio.get_running_loop()
    print(loop.is_running(), loop.is_closed())
    return loop, "result"


loop, result = asyncio.run(main())
print(result, loop.is_running(), loop.is_closed())
try:
    asyncio.get_running_loop()
except RuntimeError as error:
    print(error)


async def fails():
    raise ValueError("from main")


try:
    asyncio.run(fails())
except ValueError as error:
    print(error)


async def nested():
    c = main()
    try:
        asyncio.run(c)
    except RuntimeError as error:
        print(error)
    c.close()


asyncio.run(nested())
try:
    asyncio.run(5)
except (TypeError, ValueError) as error:
    print(type(error).__name__)
