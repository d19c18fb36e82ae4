"""Event loops: which one is running, and which one is set. The loop itself is native."""
from _asyncio import EventLoop, Handle, TimerHandle, _get_running_loop, _set_running_loop, get_running_loop

__all__ = (
    "AbstractEventLoop", "BaseEventLoop", "EventLoop", "Handle", "TimerHandle", "get_event_loop",
    "set_event_loop", "new_event_loop", "get_running_loop", "_get_running_loop", "_set_running_loop",
)

# One class stands for all of CPython's: there is one kind of loop.
AbstractEventLoop = BaseEventLoop = EventLoop

_current = None


def get_event_loop():
    """The running loop, else the one that was set."""
    loop = _get_running_loop()
    if loop is None:
        loop = _current
        if loop is None:
            raise RuntimeError("There is no current event loop in thread 'MainThread'.")
    return loop


def set_event_loop(loop):
    """Sets the loop that `get_event_loop` answers where none is running."""
    global _current
    if loop is not None and not isinstance(loop, EventLoop):
        raise TypeError(f"loop must be an instance of AbstractEventLoop or None, not {type(loop).__name__!r}")
    _current = loop


def new_event_loop():
    """A new loop, which is neither set nor running."""
    return EventLoop()


class LoopBound:
    """Base of what belongs to the loop that first has somebody waiting for it."""

    _loop = None

    def _get_loop(self):
        loop = _get_running_loop()
        if self._loop is None:
            self._loop = loop
        if loop is not self._loop:
            raise RuntimeError(f"{self!r} is bound to a different event loop")
        return loop
