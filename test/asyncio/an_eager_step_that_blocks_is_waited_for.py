import asyncio
import time


def eager(coroutine):
    return asyncio.Task(coroutine, loop=asyncio.get_running_loop(), eager_start=True, name=coroutine.__name__)


def here():
    return asyncio.current_task().get_name()


async def blocks():
    print("begins", here())
    time.sleep(0.01)
    for _ in range(300_000):
        pass
    print("goes on", here())
    await asyncio.sleep(0)
    print("ends", here())


async def outer():
    task = eager(blocks())
    print("after", here())
    await task
    return here()


class Future:
    """A future of another library, which calls back at once."""

    _asyncio_future_blocking = False

    def __init__(self):
        self.callbacks = []
        self.done = False

    def add_done_callback(self, callback, *, context):
        self.callbacks.append(callback)

    def get_loop(self):
        return asyncio.get_running_loop()

    def set(self):
        self.done = True
        for callback in self.callbacks:
            callback(self)

    def result(self):
        if not self.done:
            raise ValueError("not done")

    def __await__(self):
        self._asyncio_future_blocking = True
        yield self
        return self.result()


async def passes_on(i, futures):
    await futures[i]
    if i + 1 < len(futures):
        try:
            futures[i + 1].set()
        except RuntimeError as error:
            print(str(error)[:22])
        asyncio.get_running_loop().call_soon(futures[i + 1].set)
    print(i, here())


async def main():
    asyncio.current_task().set_name("main")
    task = eager(outer())
    print("after", here())
    print(await task)
    futures = [Future() for _ in range(3)]
    tasks = [asyncio.create_task(passes_on(i, futures), name=f"task {i}") for i in range(3)]
    await asyncio.sleep(0)
    asyncio.get_running_loop().call_soon(futures[0].set)
    await asyncio.gather(*tasks)
    print(here())


asyncio.run(main())
