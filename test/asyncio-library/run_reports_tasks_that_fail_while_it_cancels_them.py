import asyncio


def handler(loop, context):
    print(context["message"], repr(context["exception"]), context["task"].get_name())


async def stubborn():
    try:
        await asyncio.sleep(1)
    finally:
        raise ValueError("while ending")


async def main():
    asyncio.get_running_loop().set_exception_handler(handler)
    main.task = asyncio.create_task(stubborn(), name="stubborn")
    await asyncio.sleep(0)
    return "result"


print(asyncio.run(main()))
print(main.task.done())
