import asyncio


async def worker(queue):
    while True:
        item = await queue.get()
        await asyncio.sleep(0)
        print("worked on", item)
        queue.task_done()


async def main():
    queue = asyncio.Queue()
    workers = [asyncio.create_task(worker(queue)) for _ in range(2)]
    for n in range(5):
        queue.put_nowait(n)
    await queue.join()
    print("all done")
    for task in workers:
        task.cancel()
    print([type(r).__name__ for r in await asyncio.gather(*workers, return_exceptions=True)])


asyncio.run(main())
