"""Two tasks, each ten calls deep, that hand over to each other: each turn of the loop is a switch between their stacks.

Here the calls are sync, and wait by ohwait; CPython's are coroutines.
"""
import asyncio

try:
    from ohwait import ohwait
except ImportError:
    ohwait = None

UNITS = 50_000  # switches there and back


def down(depth):
    if depth:
        return down(depth - 1)
    for n in range(UNITS):
        ohwait(asyncio.sleep(0))
    return n


async def down_by_await(depth):
    if depth:
        return await down_by_await(depth - 1)
    for n in range(UNITS):
        await asyncio.sleep(0)
    return n


async def player():
    return down(10) if ohwait else await down_by_await(10)


async def main():
    return sum(await asyncio.gather(player(), player()))


def bench():
    return asyncio.run(main())
