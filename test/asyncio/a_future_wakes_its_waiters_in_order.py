import asyncio


async def waiter(future, n):
    print("waiter", n, await future)


async def main():
    future = asyncio.get_running_loop().create_future()
    tasks = [asyncio.create_task(waiter(future, n)) for n in range(3)]
    await asyncio.sleep(0)
    asyncio.get_running_loop().call_soon(print, "called before the waiters")
    future.set_result("go")
    asyncio.get_running_loop().call_soon(print, "called after the waiters were scheduled")
    await asyncio.gather(*tasks)
    cancelled = asyncio.Future()
    other = asyncio.create_task(waiter(cancelled, "x"))
    await asyncio.sleep(0)
    print(cancelled.cancel("why"))
    try:
        await other
    except asyncio.CancelledError:
        print("the task was cancelled", other.cancelled())


asyncio.run(main())
