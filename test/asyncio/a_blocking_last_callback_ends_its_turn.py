import asyncio
import time

loop = asyncio.new_event_loop()


def last():
    time.sleep(0.001)
    loop.call_soon(print, "next turn")
    loop.stop()


loop.call_soon(print, "first")
loop.call_soon(last)
loop.run_forever()
print("stopped")
loop.call_soon(loop.stop)
loop.run_forever()
loop.close()
