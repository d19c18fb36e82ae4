import asyncio


def busy():
    for i in range(1_500_000):
        pass


async def exits():
    busy()
    raise SystemExit(5)


async def main():
    asyncio.create_task(exits())
    await asyncio.sleep(3600)


try:
    asyncio.run(main())
except SystemExit as error:
    print("exit", error.code)
