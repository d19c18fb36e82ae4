import asyncio


async def work(n, turns, fail=False):
    for _ in range(turns):
        await asyncio.sleep(0)
    if fail:
        raise ValueError(n)
    return n


async def main():
    make = lambda *args: asyncio.create_task(work(*args))
    tasks = [make(1, 1), make(2, 5), make(3, 3)]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    print(sorted(t.result() for t in done), len(pending))
    done, pending = await asyncio.wait(tasks)
    print(sorted(t.result() for t in done), pending)
    tasks = [make(4, 8), make(5, 1, True), make(6, 0)]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    print(len(done), len(pending), repr(tasks[1].exception()))
    await tasks[0]
    done, pending = await asyncio.wait([asyncio.create_task(asyncio.sleep(3600)), tasks[0]], timeout=0.01)
    print(len(done), len(pending))
    for task in pending:
        task.cancel()
    for wrong in [[], [work(1, 1)]]:
        try:
            await asyncio.wait(wrong)
        except (ValueError, TypeError) as error:
            print(type(error).__name__, error)
        for c in wrong:
            c.close()


asyncio.run(main())
