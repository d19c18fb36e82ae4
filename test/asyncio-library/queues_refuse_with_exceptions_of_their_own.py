import asyncio


async def main():
    queue = asyncio.Queue(1)
    for action in (queue.get_nowait, queue.task_done):
        try:
            action()
        except Exception as error:
            print(type(error).__name__, error)
    queue.put_nowait(1)
    try:
        queue.put_nowait(2)
    except asyncio.QueueFull as error:
        print(type(error).__name__, error)
    queue.shutdown()
    print(queue)
    try:
        await queue.put(3)
    except asyncio.QueueShutDown as error:
        print(type(error).__name__, error)
    print(queue.get_nowait())
    try:
        queue.get_nowait()
    except asyncio.QueueShutDown as error:
        print(type(error).__name__, error)


asyncio.run(main())
