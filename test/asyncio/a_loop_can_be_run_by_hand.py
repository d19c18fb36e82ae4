import asyncio

loop = asyncio.new_event_loop()
loop.call_soon(print, "first")
loop.call_soon(loop.stop)
loop.call_soon(print, "same turn as stop")
loop.run_forever()
print("stopped")


async def work(x):
    await asyncio.sleep(0)
    return x * 2


print(loop.run_until_complete(work(21)), loop.is_running(), loop.is_closed())
future = loop.create_future()
loop.call_later(0.01, future.set_result, "from a timer")
print(loop.run_until_complete(future))
task = loop.create_task(work(1))
loop.run_until_complete(asyncio.wait([task]))
print(task.result())
loop.call_soon(loop.stop)
try:
    loop.run_until_complete(loop.create_future())
except RuntimeError as error:
    print(error)
loop.run_until_complete(loop.shutdown_asyncgens())
loop.close()
print(loop.is_closed())
try:
    loop.call_soon(print)
except RuntimeError as error:
    print(error)
