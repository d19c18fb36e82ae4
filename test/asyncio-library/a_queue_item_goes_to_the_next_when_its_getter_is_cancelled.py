import asyncio

turn = 0


def tick():
    global turn
    turn += 1
    asyncio.get_running_loop().call_soon(tick)


def say(*what):
    print(turn, *what)


async def getter(name, queue):
    try:
        say(name, "got", await queue.get())
    except asyncio.CancelledError:
        say(name, "cancelled")


async def main():
    asyncio.get_running_loop().call_soon(tick)
    queue = asyncio.Queue()
    tasks = [asyncio.create_task(getter(name, queue)) for name in "abc"]
    await asyncio.sleep(0)
    say(queue)
    queue.put_nowait("item")
    tasks[0].cancel()
    await tasks[1]
    say(queue)
    tasks[2].cancel()
    await tasks[2]
    say(queue)


asyncio.run(main())
