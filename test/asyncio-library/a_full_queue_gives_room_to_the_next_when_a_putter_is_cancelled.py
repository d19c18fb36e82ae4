import asyncio

turn = 0


def tick():
    global turn
    turn += 1
    asyncio.get_running_loop().call_soon(tick)


def say(*what):
    print(turn, *what)


async def putter(item, queue):
    try:
        await queue.put(item)
        say("put", item)
    except asyncio.CancelledError:
        say("cancelled", item)


async def main():
    asyncio.get_running_loop().call_soon(tick)
    queue = asyncio.Queue(1)
    tasks = [asyncio.create_task(putter(item, queue)) for item in range(4)]
    await asyncio.sleep(0)
    say(queue, queue.full(), queue.maxsize)
    say("got", queue.get_nowait())
    tasks[1].cancel()
    await tasks[2]
    say(queue)
    say("got", await queue.get(), await queue.get())
    await tasks[3]
    say(queue)


asyncio.run(main())
