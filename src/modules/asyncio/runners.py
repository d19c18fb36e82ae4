"""Running a coroutine from ordinary code."""
import _contextvars as contextvars

from _asyncio import all_tasks

from . import coroutines, events, tasks, timeouts
from .exceptions import CancelledError

__all__ = ("Runner", "run")


class Runner:
    """A loop for several calls of `run`; `with` closes it at the end."""

    def __init__(self, *, debug=None, loop_factory=None):
        self._debug = debug
        self._loop_factory = loop_factory
        self._loop = None
        self._context = None
        self._is_closed = False
        self._interrupts = 0

    def __enter__(self):
        self._prepare()
        return self

    def __exit__(self, exc_type, exc, traceback):
        self.close()

    def get_loop(self):
        """The loop, which is made when it is first needed."""
        self._prepare()
        return self._loop

    def run(self, coro, *, context=None):
        """Runs a coroutine, or another awaitable, to its end, and returns its result."""
        if events._get_running_loop() is not None:
            raise RuntimeError("Runner.run() cannot be called from a running event loop")
        self._prepare()
        coro = coroutines.to_coroutine(coro)
        loop = self._loop
        task = loop.create_task(coro, context=self._context if context is None else context)
        self._interrupts = 0
        loop._interrupt_hook = lambda: self._on_interrupt(task)
        try:
            return loop.run_until_complete(task)
        except CancelledError:
            if self._interrupts > 0 and task.uncancel() == 0:
                raise KeyboardInterrupt()
            raise
        finally:
            loop._interrupt_hook = None

    def close(self):
        """Cancels the tasks that are left, closes async generators and the loop."""
        loop = self._loop
        if loop is None:
            return
        try:
            _cancel_all_tasks(loop)
            loop.run_until_complete(loop.shutdown_asyncgens())
            loop.run_until_complete(loop.shutdown_default_executor())
        finally:
            if self._loop_factory is None:
                events.set_event_loop(None)
            loop.close()
            self._loop = None
            self._is_closed = True

    def _prepare(self):
        if self._is_closed:
            raise RuntimeError("Runner is closed")
        if self._loop is not None:
            return
        if self._loop_factory is None:
            self._loop = events.new_event_loop()
            events.set_event_loop(self._loop)
        else:
            self._loop = self._loop_factory()
        if self._debug is not None:
            self._loop.set_debug(self._debug)
        self._context = contextvars.copy_context()

    def _on_interrupt(self, task):
        """Ctrl-C while `run` is running: the first cancels the task, the next ends the loop.

        The loop calls this, as its `_interrupt_hook`, in place of raising KeyboardInterrupt.
        """
        self._interrupts += 1
        if self._interrupts > 1 or task.done():
            raise KeyboardInterrupt()
        task.cancel()


def run(main, *, debug=None, loop_factory=None):
    """Runs a coroutine in a loop of its own, and returns its result."""
    if events._get_running_loop() is not None:
        raise RuntimeError("asyncio.run() cannot be called from a running event loop")
    with Runner(debug=debug, loop_factory=loop_factory) as runner:
        return runner.run(main)


def _cancel_all_tasks(loop):
    left = all_tasks(loop)
    if not left:
        return
    for task in left:
        task.cancel()
    loop.run_until_complete(tasks.gather(*left, return_exceptions=True))
    for task in left:
        if not task.cancelled() and (error := task.exception()) is not None:
            loop.call_exception_handler({
                "message": "unhandled exception during asyncio.run() shutdown",
                "exception": error,
                "task": task,
            })


async def _shutdown_asyncgens(loop):
    left = loop._take_asyncgens()
    if not left:
        return
    results = await tasks.gather(*[generator.aclose() for generator in left], return_exceptions=True)
    for generator, result in zip(left, results):
        if isinstance(result, Exception):
            loop.call_exception_handler({
                "message": f"an error occurred during closing of asynchronous generator {generator!r}",
                "exception": result,
                "asyncgen": generator,
            })


async def _shutdown_default_executor(loop, timeout=None):
    ends = loop._executing()
    if not ends:
        return
    try:
        async with timeouts.timeout(timeout):
            await tasks.gather(*ends)
    except TimeoutError:
        import warnings
        warnings.warn("The executor did not finishing joining its threads within "
                      f"{timeout} seconds.", RuntimeWarning, stacklevel=2)
