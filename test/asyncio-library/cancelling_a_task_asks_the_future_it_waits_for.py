import asyncio


class Future(asyncio.Future):
    def cancel(self, msg=None):
        print("asked", msg)
        return super().cancel(msg)


class Unmoved(asyncio.Future):
    def cancel(self, msg=None):
        print("refuses", msg)
        return False


async def waiter(future):
    try:
        return await future
    except asyncio.CancelledError as error:
        print("cancelled", error.args)
        return "over"


async def main():
    for kind in (Future, Unmoved):
        future = kind(loop=asyncio.get_running_loop())
        task = asyncio.create_task(waiter(future))
        await asyncio.sleep(0)
        print(task.cancel("a message"), future.cancelled())
        await asyncio.sleep(0)
        if not future.done():
            future.set_result("result")
        print(await task)


asyncio.run(main())
