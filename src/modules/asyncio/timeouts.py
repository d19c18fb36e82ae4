"""Timeouts: cancel the task at a deadline, and turn that cancellation into TimeoutError."""
from _asyncio import current_task

from . import events
from .exceptions import CancelledError

__all__ = ("Timeout", "timeout", "timeout_at")


class Timeout:
    """What `async with timeout(...)` enters."""

    # created -> active -> finished, or: active -> expiring (the task is being cancelled) -> expired

    def __init__(self, when):
        self._when = when
        self._state = "created"
        self._task = None
        self._alarm = None

    def when(self):
        """The deadline in the loop's time, or None."""
        return self._when

    def expired(self):
        """Whether the deadline passed while inside."""
        return self._state in ("expiring", "expired")

    def reschedule(self, when):
        """Moves the deadline; None removes it."""
        if self._state == "created":
            raise RuntimeError("Timeout has not been entered")
        if self._state != "active":
            raise RuntimeError(f"Cannot change state of {self._state} Timeout")
        self._when = when
        self._disarm()
        if when is None:
            return
        loop = events.get_running_loop()
        if when <= loop.time():
            self._alarm = loop.call_soon(self._expire)
        else:
            self._alarm = loop.call_at(when, self._expire)

    def __repr__(self):
        if self._state != "active":
            return f"<Timeout [{self._state}]>"
        when = None if self._when is None else round(self._when, 3)
        return f"<Timeout [active] when={when}>"

    async def __aenter__(self):
        if self._state != "created":
            raise RuntimeError("Timeout has already been entered")
        task = current_task()
        if task is None:
            raise RuntimeError("Timeout should be used inside a task")
        self._state = "active"
        self._task = task
        self._requests_before = task.cancelling()
        self.reschedule(self._when)
        return self

    async def __aexit__(self, exc_type, exc, traceback):
        assert self._state in ("active", "expiring")
        self._disarm()
        if self._state == "active":
            self._state = "finished"
            return
        self._state = "expired"
        # Somebody else may have cancelled the task too; that cancellation goes on.
        if self._task.uncancel() > self._requests_before or exc_type is None:
            return
        if issubclass(exc_type, CancelledError):
            raise TimeoutError from exc
        # The cancellation was replaced by another exception: show the timeout in its history.
        _name_timeout(exc)
        if isinstance(exc, ExceptionGroup):
            for part in exc.exceptions:
                _name_timeout(part)

    def _expire(self):
        assert self._state == "active"
        self._task.cancel()
        self._state = "expiring"
        self._alarm = None

    def _disarm(self):
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None


def _name_timeout(exc):
    """Puts a TimeoutError between an exception and the CancelledError during which it was raised."""
    while (earlier := exc.__context__) is not None:
        if isinstance(earlier, CancelledError):
            error = TimeoutError()
            error.__context__ = error.__cause__ = earlier
            exc.__context__ = error
            return
        exc = earlier


def timeout(delay):
    """A context that ends with TimeoutError after `delay` seconds (None: never)."""
    return Timeout(None if delay is None else events.get_running_loop().time() + delay)


def timeout_at(when):
    """Like `timeout`, with a point of the loop's time."""
    return Timeout(when)
