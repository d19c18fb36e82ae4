import sys

sys.setrecursionlimit(500)


def by_delegation(inner):
    yield from inner


async def by_await(inner):
    if inner is not None:
        await inner


def chain(wrap, inner):
    for _ in range(3_000):
        inner = wrap(inner)
    return inner


for name, step in (
    ("yield from", lambda: next(chain(by_delegation, iter([1])))),
    ("await", lambda: chain(by_await, None).send(None)),
):
    try:
        step()
        print(name, "went on")
    except RecursionError:
        print(name, "RecursionError")
    except StopIteration:
        print(name, "ended")
