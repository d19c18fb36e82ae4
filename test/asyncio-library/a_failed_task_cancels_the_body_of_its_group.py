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

    async def fails():
        say("fails")
        raise ValueError("child")

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails())
            try:
                await asyncio.sleep(1)
            except asyncio.CancelledError:
                say("body cancelled", asyncio.current_task().cancelling(), group)
                raise
    except ExceptionGroup as group_error:
        say(group_error.exceptions, asyncio.current_task().cancelling())
    await asyncio.sleep(0)
    say("not cancelled any more")


asyncio.run(main())
