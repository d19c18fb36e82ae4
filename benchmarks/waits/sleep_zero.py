"""A hundred thousand turns of an asyncio loop with one task."""
import asyncio

UNITS = 100_000  # turns


async def turns():
    for _ in range(UNITS):
        await asyncio.sleep(0)
    return UNITS


def bench():
    return asyncio.run(turns())
