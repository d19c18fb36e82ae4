"""Tasks, and waiting for several of them. The class is native; here is what surrounds it."""
import _contextvars as contextvars

from _asyncio import Task, all_tasks, current_task, yield_once

from . import coroutines, events, futures, timeouts
from .exceptions import CancelledError

__all__ = (
    "Task", "create_task", "FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED", "wait", "wait_for",
    "as_completed", "sleep", "gather", "shield", "ensure_future", "run_coroutine_threadsafe",
    "current_task", "all_tasks", "create_eager_task_factory", "eager_task_factory", "to_thread",
)

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"


def create_task(coro, **options):
    """Starts a coroutine as a task of the running loop."""
    return events.get_running_loop().create_task(coro, **options)


def ensure_future(coro_or_future, *, loop=None):
    """A future as it is; a coroutine or another awaitable as a new task."""
    if futures.isfuture(coro_or_future):
        if loop is not None and loop is not futures.loop_of(coro_or_future):
            raise ValueError("The future belongs to a different loop than the one specified as the loop argument")
        return coro_or_future
    coro = coroutines.to_coroutine(coro_or_future)
    if loop is None:
        loop = events.get_event_loop()
    try:
        return loop.create_task(coro)
    except RuntimeError:
        if coro is coro_or_future:
            coro.close()
        raise


async def sleep(delay, result=None):
    """Waits `delay` seconds; none or less: one turn of the loop."""
    if delay <= 0:
        await yield_once()
        return result
    if delay != delay:
        raise ValueError("Invalid delay: NaN (not a number)")
    loop = events.get_running_loop()
    future = loop.create_future()
    alarm = loop.call_later(delay, futures.settle, future, result)
    try:
        return await future
    finally:
        alarm.cancel()


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    """Waits for futures; gives the sets of those that are done and those that are not."""
    if futures.isfuture(fs) or coroutines.iscoroutine(fs):
        raise TypeError(f"expect a list of futures, not {type(fs).__name__}")
    if not fs:
        raise ValueError("Set of Tasks/Futures is empty.")
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f"Invalid return_when value: {return_when}")
    fs = set(fs)
    if any(coroutines.iscoroutine(f) for f in fs):
        raise TypeError("Passing coroutines is forbidden, use tasks explicitly.")

    loop = events.get_running_loop()
    waiter = loop.create_future()
    alarm = None if timeout is None else loop.call_later(timeout, futures.settle, waiter, None)
    left = len(fs)

    def on_done(future):
        nonlocal left
        left -= 1
        if left <= 0 or return_when == FIRST_COMPLETED or (
                return_when == FIRST_EXCEPTION and not future.cancelled() and future.exception() is not None):
            if alarm is not None:
                alarm.cancel()
            futures.settle(waiter, None)

    for future in fs:
        future.add_done_callback(on_done)
    try:
        await waiter
    finally:
        if alarm is not None:
            alarm.cancel()
        for future in fs:
            future.remove_done_callback(on_done)
    done = {future for future in fs if future.done()}
    return done, fs - done


async def wait_for(fut, timeout):
    """Waits for an awaitable; after `timeout` seconds cancels it and raises TimeoutError."""
    if timeout is not None and timeout <= 0:
        # No turn is spent on what is not done, except to let it end its cancellation.
        fut = ensure_future(fut)
        if fut.done():
            return fut.result()
        await _cancel_and_wait(fut)
        try:
            return fut.result()
        except CancelledError as error:
            raise TimeoutError from error
    async with timeouts.timeout(timeout):
        return await fut


async def _cancel_and_wait(future):
    waiter = events.get_running_loop().create_future()

    def on_done(_):
        futures.settle(waiter, None)

    future.add_done_callback(on_done)
    try:
        future.cancel()
        await waiter
    finally:
        future.remove_done_callback(on_done)


class _AsCompletedIterator:
    """What `as_completed` gives: `async for` gets the futures, `for` gets coroutines to await."""

    def __init__(self, aws, timeout):
        from .queues import Queue

        self._done = Queue()
        self._alarm = None
        loop = events.get_event_loop()
        self._pending = {ensure_future(aw, loop=loop) for aw in set(aws)}
        self._to_give = len(self._pending)
        for future in self._pending:
            future.add_done_callback(self._on_done)
        if self._pending and timeout is not None:
            self._alarm = loop.call_later(timeout, self._on_timeout)

    def __aiter__(self):
        return self

    def __iter__(self):
        return self

    async def __anext__(self):
        self._count(StopAsyncIteration)
        return await self._next_future()

    def __next__(self):
        self._count(StopIteration)
        return self._next_result()

    def _count(self, end):
        if not self._to_give:
            raise end
        self._to_give -= 1

    def _on_done(self, future):
        if not self._pending:
            return  # The timeout came first.
        self._pending.remove(future)
        self._done.put_nowait(future)
        if not self._pending and self._alarm is not None:
            self._alarm.cancel()

    def _on_timeout(self):
        for future in self._pending:
            future.remove_done_callback(self._on_done)
            self._done.put_nowait(None)
        self._pending.clear()

    async def _next_future(self):
        future = await self._done.get()
        if future is None:
            raise TimeoutError
        return future

    async def _next_result(self):
        return (await self._next_future()).result()


def as_completed(fs, *, timeout=None):
    """An iterator over awaitables, in the order in which they are done."""
    if coroutines.isawaitable(fs):
        raise TypeError(f"expects an iterable of awaitables, not {type(fs).__name__}")
    return _AsCompletedIterator(fs, timeout)


class _GatheringFuture(futures.Future):
    """Gathers its children: to cancel it is to cancel them; it ends when they have."""

    def __init__(self, children, *, loop):
        super().__init__(loop=loop)
        self._children = children
        self._cancel_requested = False

    def cancel(self, msg=None):
        if self.done():
            return False
        # All of them, so no any() here.
        accepted = [child.cancel(msg=msg) for child in self._children]
        if True not in accepted:
            return False
        self._cancel_requested = True
        return True


def gather(*coros_or_futures, return_exceptions=False):
    """A future of the results of all; of the first exception unless `return_exceptions`."""
    if not coros_or_futures:
        outer = events.get_event_loop().create_future()
        outer.set_result([])
        return outer

    loop = events._get_running_loop()
    outer = None
    finished = 0

    def on_done(future):
        nonlocal finished
        finished += 1
        if outer is None or outer.done():
            if not future.cancelled():
                future.exception()  # Counts as having been looked at.
            return
        if not return_exceptions:
            if future.cancelled():
                outer.set_exception(future._make_cancelled_error())
                return
            error = future.exception()
            if error is not None:
                outer.set_exception(error)
                return
        if finished < len(by_argument):
            return
        results = [_outcome(child) for child in children]
        if outer._cancel_requested:
            outer.set_exception(children[-1]._make_cancelled_error())
        else:
            outer.set_result(results)

    by_argument = {}
    children = []
    done_before = []
    for argument in coros_or_futures:
        future = by_argument.get(argument)
        if future is None:
            future = by_argument[argument] = ensure_future(argument, loop=loop)
            if loop is None:
                loop = futures.loop_of(future)
            if future is not argument:
                # Nobody else can await this task, so nobody else need be told that it was dropped.
                future._log_destroy_pending = False
            if future.done():
                done_before.append(future)
            else:
                future.add_done_callback(on_done)
        children.append(future)
    outer = _GatheringFuture(children, loop=loop)
    for future in done_before:
        on_done(future)
    return outer


def _outcome(future):
    if future.cancelled():
        return CancelledError("" if future._cancel_message is None else future._cancel_message)
    error = future.exception()
    return future.result() if error is None else error


def shield(arg):
    """Waits for `arg`, which goes on when the waiting is cancelled."""
    inner = ensure_future(arg)
    if inner.done():
        return inner
    outer = futures.loop_of(inner).create_future()

    def on_inner_done(inner):
        if outer.cancelled():
            return
        if inner.cancelled():
            outer.cancel()
        elif (error := inner.exception()) is not None:
            outer.set_exception(error)
        else:
            outer.set_result(inner.result())

    def on_outer_done(_):
        if not inner.done():
            inner.remove_done_callback(on_inner_done)
            # Once, however many shields of it were cancelled.
            inner.remove_done_callback(_report_unseen)
            inner.add_done_callback(_report_unseen)

    inner.add_done_callback(on_inner_done)
    outer.add_done_callback(on_outer_done)
    return outer


def _report_unseen(future):
    """Tells of an exception that nobody waits for any more."""
    if future.cancelled() or (error := future.exception()) is None:
        return
    futures.loop_of(future).call_exception_handler({
        "message": f"{type(error).__name__} exception in shielded future",
        "exception": error,
        "future": future,
    })


def run_coroutine_threadsafe(coro, loop):
    """Not possible: there are no threads from which to call it."""
    if not coroutines.iscoroutine(coro):
        raise TypeError("A coroutine object is required")
    coro.close()
    raise NotImplementedError("asyncio.run_coroutine_threadsafe() needs threads")


async def to_thread(func, /, *args, **kwargs):
    """Runs a function beside the loop, in a copy of the context, and gives its result."""
    loop = events.get_running_loop()
    context = contextvars.copy_context()
    return await loop.run_in_executor(None, lambda: context.run(func, *args, **kwargs))


def create_eager_task_factory(custom_task_constructor):
    """A task factory for a loop: its tasks take their first step when they are made."""

    def factory(loop, coro, *, eager_start=True, **options):
        return custom_task_constructor(coro, loop=loop, eager_start=eager_start, **options)

    return factory


def eager_task_factory(loop, coro, *, eager_start=True, **options):
    """`loop.set_task_factory(eager_task_factory)` makes tasks take their first step when they are made."""
    return Task(coro, loop=loop, eager_start=eager_start, **options)
