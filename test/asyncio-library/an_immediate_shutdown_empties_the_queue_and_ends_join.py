import asyncio

turn = 0


def tick():
    global turn
    turn += 1
    asyncio.get_running_loop().call_soon(tick)


def say(*what):
    print(turn, *what)


async def main():
    asyncio.get_running_loop().call_soon(tick)
    queue = asyncio.Queue(2)

    async def joiner():
        await queue.join()
        say("joined")

    async def putter():
        try:
            await queue.put("too much")
        except asyncio.QueueShutDown:
            say("not put")

    queue.put_nowait(1)
    queue.put_nowait(2)
    tasks = [asyncio.create_task(joiner()), asyncio.create_task(putter())]
    await asyncio.sleep(0)
    say(queue)
    queue.shutdown(immediate=True)
    say(queue)
    await asyncio.gather(*tasks)


asyncio.run(main())
