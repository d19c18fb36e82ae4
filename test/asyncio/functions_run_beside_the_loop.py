import asyncio
import contextvars
import time

variable = contextvars.ContextVar("variable", default="unset")


def work(*args, **kwargs):
    time.sleep(0.02)
    try:
        asyncio.get_running_loop()
    except RuntimeError as error:
        return args, kwargs, str(error), variable.get()


def fails():
    raise ValueError("in the function")


async def ticks(n):
    for i in range(n):
        await asyncio.sleep(0)
    return "ticked"


async def main():
    variable.set("set")
    loop = asyncio.get_running_loop()
    future = loop.run_in_executor(None, work, 1, 2)
    print(isinstance(future, asyncio.Future), future.done())
    print(await ticks(5), future.done())
    print(await future)
    print(await asyncio.to_thread(work, 1, key=2))
    for call in [loop.run_in_executor(None, fails), asyncio.to_thread(fails)]:
        try:
            await call
        except ValueError as error:
            print(error)
    try:
        await asyncio.wait_for(asyncio.to_thread(time.sleep, 0.05), 0.01)
    except TimeoutError:
        print("timed out")
    print(await asyncio.gather(*[asyncio.to_thread(work, i) for i in range(3)]))
    ended = []
    loop.run_in_executor(None, lambda: (time.sleep(0.02), ended.append(1)))
    await loop.shutdown_default_executor(1)
    print(ended)
    try:
        loop.run_in_executor(None, work)
    except RuntimeError as error:
        print(error)
    for bad in [work(), ticks]:
        try:
            await loop.run_in_executor(None, bad)
        except (RuntimeError, TypeError) as error:
            print(type(error).__name__)


asyncio.run(main())
