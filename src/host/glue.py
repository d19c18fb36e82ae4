"""What the bridge to the host does in Python."""


def coroutine_function(call, name):
    """The coroutine function that a host function marked with `coroutine()` is."""
    async def function(*args, **kwargs):
        return await call(*args, **kwargs)

    function.__name__ = function.__qualname__ = name
    return function


async def _result(awaitable):
    return await awaitable


def run(awaitable):
    """Runs an awaitable for the host, in a loop of its own."""
    import asyncio
    return asyncio.run(_result(awaitable))


def task(loop, awaitable):
    """Runs an awaitable for the host, as a task of a loop that runs already."""
    import asyncio
    return asyncio.ensure_future(awaitable, loop=loop)


class Steps:
    """The steps of an async generator for the host, all in one loop."""

    def __init__(self, generator):
        self.generator = generator
        self.runner = None

    def step(self, method, *args):
        """The value that the generator yields, in a list; an empty one at its end."""
        if self.runner is None:
            import asyncio
            self.runner = asyncio.Runner()
        try:
            return [self.runner.run(_result(getattr(self.generator, method)(*args)))]
        except StopAsyncIteration:
            self.close()
            return []
        except BaseException:
            self.close()
            raise

    def close(self):
        if self.runner is not None:
            self.runner.close()


_runner = None


def run_statement(coroutine):
    """Runs what the prompt awaits: always in the same loop, so that its tasks are there in later statements."""
    global _runner
    if _runner is None:
        import asyncio
        _runner = asyncio.Runner()
    return _runner.run(coroutine)


def end_statements():
    """Ends that loop."""
    if _runner is not None:
        _runner.close()
