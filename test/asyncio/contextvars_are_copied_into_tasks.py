import asyncio
from contextvars import ContextVar, copy_context

v = ContextVar("v", default="default")


async def child(n):
    print(n, v.get())
    v.set(f"set by {n}")
    await asyncio.sleep(0)
    print(n, v.get())


async def main():
    v.set("main")
    await asyncio.gather(child(1), child(2))
    print(v.get())
    await child("direct")
    print(v.get())
    context = copy_context()
    context.run(v.set, "given")
    await asyncio.create_task(child(3), context=context)
    print(context[v], v.get())
    loop = asyncio.get_running_loop()
    loop.call_soon(lambda: print("callback", v.get()))
    v.set("changed later")
    loop.call_soon(lambda: print("callback", v.get()), context=context)
    await asyncio.sleep(0)


asyncio.run(main())
