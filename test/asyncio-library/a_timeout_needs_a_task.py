import asyncio


def use():
    limit = asyncio.timeout(None)
    try:
        limit.__aenter__().send(None)
    except RuntimeError as error:
        print(error)
    loop.stop()


loop = asyncio.new_event_loop()
loop.call_soon(use)
loop.run_forever()
loop.close()
