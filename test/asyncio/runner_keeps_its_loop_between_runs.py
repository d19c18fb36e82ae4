import asyncio
from contextvars import ContextVar

v = ContextVar("v", default=0)


async def step():
    v.set(v.get() + 1)
    return v.get(), asyncio.get_running_loop()


with asyncio.Runner() as runner:
    first, loop = runner.run(step())
    second, same = runner.run(step())
    print(first, second, loop is same, runner.get_loop() is loop)
print(loop.is_closed(), v.get())
try:
    c = step()
    runner.run(c)
except RuntimeError as error:
    print(error)
    c.close()
