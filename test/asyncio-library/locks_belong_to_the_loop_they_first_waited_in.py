import asyncio


event = asyncio.Event()
queue = asyncio.Queue()


async def main():
    for wait in (event.wait, queue.get):
        try:
            await asyncio.wait_for(wait(), 0.001)
        except TimeoutError:
            print("timed out")
        except RuntimeError as error:
            print(str(error).rpartition(">")[2])


asyncio.run(main())
asyncio.run(main())
event.set()
asyncio.run(event.wait())
