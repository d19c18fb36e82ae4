import asyncio


async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(0.06, print, "later")
    loop.call_at(loop.time() + 0.02, print, "at", "sooner")
    cancelled = loop.call_later(0.01, print, "never")
    soon = loop.call_soon(print, "soon")
    never = loop.call_soon(print, "never either")
    never.cancel()
    cancelled.cancel()
    loop.call_soon(lambda: loop.call_soon(print, "next turn"))
    print("main", cancelled.cancelled(), soon.cancelled(), cancelled.when() > 0)
    await asyncio.sleep(0)
    print("after one turn")
    await asyncio.sleep(0.1)
    loop.call_soon_threadsafe(print, "threadsafe")
    await asyncio.sleep(0)


asyncio.run(main())
