import sys
import types


async def c():
    await inner()


@types.coroutine
def inner():
    yield 5


def make():
    return c()


for depth in [-1, "x"]:
    try:
        sys.set_coroutine_origin_tracking_depth(depth)
    except (ValueError, TypeError) as error:
        print(error)
coroutine = make()
print(coroutine.cr_origin, coroutine.cr_await, coroutine.cr_frame.f_back)
coroutine.send(None)
print(type(coroutine.cr_await).__name__, coroutine.cr_suspended)
coroutine.close()
sys.set_coroutine_origin_tracking_depth(2)
coroutine = make()
print(sys.get_coroutine_origin_tracking_depth(), [entry[1:] for entry in coroutine.cr_origin])
coroutine.close()
sys.set_coroutine_origin_tracking_depth(0)
