"""Futures. The class is native; here is what surrounds it."""
from _asyncio import Future

from . import events
from .exceptions import CancelledError, InvalidStateError

__all__ = ("Future", "isfuture", "wrap_future")


def isfuture(obj):
    """Whether `obj` is a Future, or speaks the protocol of one."""
    return isinstance(obj, Future) or (
        hasattr(type(obj), "_asyncio_future_blocking") and obj._asyncio_future_blocking is not None)


def loop_of(future):
    """The loop of a future of any kind."""
    get_loop = getattr(future, "get_loop", None)
    return future._loop if get_loop is None else get_loop()


def settle(future, result):
    """Sets the result unless the future is done, e.g. cancelled, by now."""
    if not future.done():
        future.set_result(result)


def wrap_future(future, *, loop=None):
    """Wraps a `concurrent.futures.Future`, of any implementation, in a Future of the loop."""
    if isfuture(future):
        return future
    assert hasattr(future, "add_done_callback"), f"concurrent.futures.Future is expected, got {future!r}"
    if loop is None:
        loop = events.get_event_loop()
    wrapper = loop.create_future()

    def copy():
        if wrapper.done():
            return
        if future.cancelled():
            wrapper.cancel()
        elif (error := future.exception()) is not None:
            wrapper.set_exception(error)
        else:
            wrapper.set_result(future.result())

    def on_source_done(_):
        if not (wrapper.cancelled() and loop.is_closed()):
            loop.call_soon_threadsafe(copy)

    def on_wrapper_done(_):
        if wrapper.cancelled():
            future.cancel()

    wrapper.add_done_callback(on_wrapper_done)
    future.add_done_callback(on_source_done)
    return wrapper
