import asyncio


async def main():
    async def work(turns, fails=False):
        for _ in range(turns):
            await asyncio.sleep(0)
        if fails:
            raise ValueError(turns)
        return turns

    tasks = [asyncio.create_task(work(5)), asyncio.create_task(work(1)), asyncio.create_task(work(2, True))]
    for how in (asyncio.FIRST_COMPLETED, asyncio.FIRST_EXCEPTION, asyncio.ALL_COMPLETED):
        done, pending = await asyncio.wait(tasks, return_when=how)
        print(how, sorted(map(tasks.index, done)), sorted(map(tasks.index, pending)))
    never = asyncio.get_running_loop().create_future()
    done, pending = await asyncio.wait([never, tasks[0]], timeout=0.001)
    print(len(done), len(pending), never.cancelled())
    tasks[2].exception()


asyncio.run(main())
