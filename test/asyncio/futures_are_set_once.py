import asyncio


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    print(future.done(), future.cancelled(), isinstance(future, asyncio.Future), asyncio.isfuture(future), asyncio.isfuture(5))
    future.add_done_callback(lambda f: print("callback one", f.result()))
    future.add_done_callback(print_second := lambda f: print("callback two"))
    print(future.remove_done_callback(print_second))
    future.set_result("value")
    print("set", future.done(), future.result())
    await asyncio.sleep(0)
    future.add_done_callback(lambda f: print("added late"))
    print(await future)
    await asyncio.sleep(0)
    for action in [lambda: future.set_result(1), lambda: future.set_exception(ValueError()), lambda: loop.create_future().result()]:
        try:
            action()
        except asyncio.InvalidStateError as error:
            print(type(error).__name__, error)
    failed = loop.create_future()
    failed.set_exception(ValueError("failed"))
    try:
        await failed
    except ValueError as error:
        print(error, failed.exception())
    with_class = loop.create_future()
    with_class.set_exception(KeyError)
    print(repr(with_class.exception()), future.cancel(), with_class.get_loop() is loop)


asyncio.run(main())
