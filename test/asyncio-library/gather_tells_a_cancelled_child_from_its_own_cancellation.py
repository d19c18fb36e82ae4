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

    async def child(name):
        try:
            await asyncio.sleep(1)
        finally:
            say(name, "ends")

    for return_exceptions in (False, True):
        tasks = [asyncio.create_task(child(name)) for name in "ab"]
        group = asyncio.gather(*tasks, return_exceptions=return_exceptions)
        await asyncio.sleep(0)
        say(tasks[0].cancel("just the child"))
        try:
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            say(group.done())
            say(group.cancel("the group"), group.cancelled())
            say(await group)
        except asyncio.CancelledError as error:
            say("cancelled", error.args, group.cancelled())
        say("the other one is done:", tasks[1].done())
        tasks[1].cancel()
        await asyncio.wait(tasks)
        say(group.cancel())


asyncio.run(main())
