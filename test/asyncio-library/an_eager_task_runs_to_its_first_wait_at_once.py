import asyncio

turn = 0


def tick():
    global turn
    turn += 1
    asyncio.get_running_loop().call_soon(tick)


def say(*what):
    print(turn, *what)


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(tick)

    async def work(name, turns):
        say(name, "starts")
        for _ in range(turns):
            await asyncio.sleep(0)
        say(name, "ends")
        return name

    loop.set_task_factory(asyncio.eager_task_factory)
    task = loop.create_task(work("short", 0))
    say("made", task.done(), task.result())
    task = loop.create_task(work("long", 2))
    say("made", task.done())
    say(await asyncio.gather(work("x", 0), task, work("y", 1)))
    async with asyncio.TaskGroup() as group:
        group.create_task(work("in group", 1))
    say("left")
    loop.set_task_factory(None)


asyncio.run(main())
