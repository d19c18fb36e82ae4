import asyncio


async def child(n):
    print("child", n, asyncio.current_task().get_name())
    return n * 10


async def main():
    task = asyncio.create_task(child(1), name="first")
    other = asyncio.create_task(child(2), name="second")
    print("main goes on", task.done(), len(asyncio.all_tasks()))
    print(await other, task.done(), task.result(), await task)
    print(task.get_name(), task.cancelled(), task.exception(), len(asyncio.all_tasks()), asyncio.current_task() in asyncio.all_tasks())
    task.set_name("renamed")
    print(task.get_name())
    try:
        asyncio.create_task(5)
    except TypeError as error:
        print(error)


asyncio.run(main())
print(isinstance(asyncio.Task, type), issubclass(asyncio.Task, asyncio.Future))
