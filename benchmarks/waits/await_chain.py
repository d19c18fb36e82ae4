"""A task that waits at the bottom of a thousand coroutines."""
import asyncio
import sys

UNITS = 5_000  # waits
sys.setrecursionlimit(5_000)


async def chain(depth, waits):
    if depth:
        return await chain(depth - 1, waits)
    for _ in range(waits):
        await asyncio.sleep(0)
    return waits


def bench():
    return asyncio.run(chain(1_000, UNITS))
