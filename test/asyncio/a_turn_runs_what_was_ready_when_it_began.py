import asyncio

loop = asyncio.new_event_loop()


def first():
    print("first")
    loop.call_soon(print, "added meanwhile")
    loop.stop()


loop.call_soon(first)
loop.call_soon(print, "second")
loop.call_later(-1, print, "due timer")
loop.run_forever()
print("stopped")
loop.call_soon(loop.stop)
loop.run_forever()
loop.close()
