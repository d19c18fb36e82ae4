import asyncio


async def exits():
    raise SystemExit(5)


async def other():
    try:
        await asyncio.sleep(3600)
    finally:
        print("other cleaned up")


async def main():
    asyncio.create_task(other())
    await asyncio.sleep(0)
    asyncio.create_task(exits())
    await asyncio.sleep(3600)


try:
    asyncio.run(main())
except SystemExit as error:
    print("exit", error.code)


async def interrupts():
    raise KeyboardInterrupt


try:
    asyncio.run(interrupts())
except KeyboardInterrupt:
    print("interrupted")
