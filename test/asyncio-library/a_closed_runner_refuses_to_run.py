import asyncio


import contextvars

variable = contextvars.ContextVar("variable", default="unset")


async def use(value):
    before = variable.get()
    variable.set(value)
    return before


runner = asyncio.Runner()
runner.close()
with runner:
    print(runner.run(use("first")), runner.run(use("second")))
    own = contextvars.copy_context()
    print(runner.run(use("third"), context=own), own[variable])
    loop = runner.get_loop()
    print(loop.is_running(), loop.is_closed())
print(loop.is_closed(), variable.get())
runner.close()
coro = use("fourth")
try:
    runner.run(coro)
except RuntimeError as error:
    print(error)
coro.close()
