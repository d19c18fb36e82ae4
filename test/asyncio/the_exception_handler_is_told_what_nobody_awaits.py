import asyncio


def handler(loop, context):
    print("handler:", context["message"], repr(context.get("exception")))


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handler)
    print(loop.get_exception_handler() is handler)
    loop.call_soon(lambda: 1 // 0)
    await asyncio.sleep(0)
    print("goes on")
    loop.call_exception_handler({"message": "by hand"})
    future = loop.create_future()
    future.add_done_callback(lambda f: [].pop())
    future.set_result(None)
    await asyncio.sleep(0)
    loop.set_exception_handler(None)
    print(loop.get_exception_handler())


asyncio.run(main())
