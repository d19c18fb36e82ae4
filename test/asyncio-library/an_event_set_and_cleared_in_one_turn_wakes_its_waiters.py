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
    event = asyncio.Event()

    async def waiter(name):
        say(name, await event.wait(), event.is_set())

    tasks = [asyncio.create_task(waiter(name)) for name in "ab"]
    await asyncio.sleep(0)
    say(repr(event).partition("[")[2])
    event.set()
    event.clear()
    tasks.append(asyncio.create_task(waiter("late")))
    await asyncio.gather(*tasks[:2])
    say(repr(event).partition("[")[2])
    event.set()
    await tasks[2]
    say(repr(event).partition("[")[2])


asyncio.run(main())
