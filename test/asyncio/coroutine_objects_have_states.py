import asyncio


async def inner(gate):
    await gate.wait()


async def main():
    gate = asyncio.Event()
    c = inner(gate)
    print(c.cr_running, c.cr_frame is not None, c.cr_await)
    task = asyncio.create_task(c)
    await asyncio.sleep(0)
    print(c.cr_running, c.cr_await is not None, task.get_coro() is c)
    gate.set()
    await task
    print(c.cr_frame, c.cr_await)
    try:
        await c
    except RuntimeError as error:
        print(error)
    print(asyncio.iscoroutine(c), asyncio.iscoroutine(5))


asyncio.run(main())
