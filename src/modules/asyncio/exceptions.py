"""Exceptions of asyncio."""
from _asyncio import CancelledError, InvalidStateError

__all__ = (
    "BrokenBarrierError", "CancelledError", "InvalidStateError", "TimeoutError",
    "IncompleteReadError", "LimitOverrunError", "SendfileNotAvailableError",
)

TimeoutError = TimeoutError


class SendfileNotAvailableError(RuntimeError):
    """The system's sendfile can't be used here."""


class IncompleteReadError(EOFError):
    """A stream ended early: `partial` was read of `expected` bytes (None: unknown)."""

    def __init__(self, partial, expected):
        wanted = "undefined" if expected is None else repr(expected)
        super().__init__(f"{len(partial)} bytes read on a total of {wanted} expected bytes")
        self.partial = partial
        self.expected = expected

    def __reduce__(self):
        return type(self), (self.partial, self.expected)


class LimitOverrunError(Exception):
    """A separator was not found within the buffer's limit; `consumed` bytes were searched."""

    def __init__(self, message, consumed):
        super().__init__(message)
        self.consumed = consumed

    def __reduce__(self):
        return type(self), (self.args[0], self.consumed)


class BrokenBarrierError(RuntimeError):
    """The barrier was aborted or reset while it was waited for."""
