# exit: 1
async def inner():
    raise OSError("gone")


async def outer():
    await inner()


outer().send(None)
