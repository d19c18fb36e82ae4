import asyncio


async def consumer(queue):
    try:
        while True:
            print("got", await queue.get())
            queue.task_done()
    except asyncio.QueueShutDown:
        print("consumer ends")


async def main():
    queue = asyncio.Queue()
    task = asyncio.create_task(consumer(queue))
    await queue.put(1)
    await queue.put(2)
    queue.shutdown()
    try:
        await queue.put(3)
    except asyncio.QueueShutDown:
        print("no more")
    await task
    other = asyncio.Queue()
    other.put_nowait("lost")
    other.shutdown(immediate=True)
    try:
        other.get_nowait()
    except asyncio.QueueShutDown:
        print("gone")


asyncio.run(main())
