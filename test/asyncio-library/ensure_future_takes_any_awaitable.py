import asyncio


class Answer:
    def __await__(self):
        yield
        return 42


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    print(asyncio.ensure_future(future) is future)
    task = asyncio.ensure_future(Answer())
    print(isinstance(task, asyncio.Task), await task)
    print(await asyncio.ensure_future(asyncio.sleep(0, "slept")))
    try:
        asyncio.ensure_future(5)
    except TypeError as error:
        print(error)
    other = asyncio.new_event_loop()
    try:
        asyncio.ensure_future(future, loop=other)
    except ValueError as error:
        print(error)
    other.close()
    print(await asyncio.gather(Answer(), Answer()))


asyncio.run(main())
