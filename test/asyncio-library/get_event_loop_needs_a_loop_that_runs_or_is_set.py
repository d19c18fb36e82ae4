import asyncio


try:
    asyncio.get_running_loop()
except RuntimeError as error:
    print(error)
asyncio.set_event_loop(None)
try:
    asyncio.get_event_loop()
except RuntimeError as error:
    print(error)
loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
print(asyncio.get_event_loop() is loop, isinstance(loop, asyncio.AbstractEventLoop))
try:
    asyncio.set_event_loop("a loop")
except TypeError as error:
    print(error)


async def main():
    print(asyncio.get_event_loop() is asyncio.get_running_loop() is loop)


loop.run_until_complete(main())
loop.close()
asyncio.run(asyncio.sleep(0))
try:
    asyncio.get_event_loop()
except RuntimeError as error:
    print(error)
