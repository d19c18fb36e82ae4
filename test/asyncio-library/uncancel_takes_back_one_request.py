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
    task = asyncio.current_task()
    task.cancel("first")
    task.cancel("second")
    say(task.cancelling())
    try:
        await asyncio.sleep(0)
    except asyncio.CancelledError as error:
        say(error.args, task.uncancel(), task.uncancel(), task.uncancel())
    task.cancel()
    task.uncancel()
    await asyncio.sleep(0)
    say("taken back before it was delivered")


asyncio.run(main())
