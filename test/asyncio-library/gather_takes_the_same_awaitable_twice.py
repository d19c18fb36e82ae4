import asyncio


async def work():
    print("runs once")
    return object()


async def main():
    coro = work()
    future = asyncio.get_running_loop().create_future()
    future.set_result(1)
    a, b, c, d = await asyncio.gather(coro, future, coro, future)
    print(a is b, a is c, b, d)
    print(await asyncio.gather())


asyncio.run(main())
