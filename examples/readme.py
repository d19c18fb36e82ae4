"""A sync function waits for a coroutine of the event loop that runs its caller.

    npx ohwait examples/readme.py
"""
import asyncio
from ohwait import ohwait


async def coro(a):
    print("> coroutine is running")
    await asyncio.sleep(0.02)
    return "result-" + a


def sync_func():
    # No "async def", no "await": still only the task that called it is suspended here.
    print("> sync_func enter")
    result = ohwait(coro("from-ohwait-in-sync-func"))
    print("> sync_func exit")
    return result


async def async_func():
    print("> async_func enter")

    print(await coro("from-normal-await-call"))
    print(ohwait(coro("from-ohwait-directly")))
    print(sync_func())

    print("> async_func exit")


# Twice, since nothing may be left over from one event loop to the next.
for title in ("FIRST RUN", "SECOND RUN"):
    print("=" * 50, title, "=" * 50)
    asyncio.run(async_func())
