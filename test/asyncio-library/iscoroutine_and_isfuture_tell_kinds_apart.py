import asyncio


class Duck:
    _asyncio_future_blocking = False


class Methods:
    async def method(self):
        pass


async def function():
    pass


async def main():
    coro = function()
    future = asyncio.get_running_loop().create_future()
    print(asyncio.iscoroutine(coro), asyncio.iscoroutine(function), asyncio.iscoroutine(future))
    print(asyncio.isfuture(future), asyncio.isfuture(coro), asyncio.isfuture(Duck()), asyncio.isfuture(Duck))
    await coro


asyncio.run(main())
