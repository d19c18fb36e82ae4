import asyncio


for expected in (10, None):
    error = asyncio.IncompleteReadError(b"abc", expected)
    print(error, error.partial, error.expected, isinstance(error, EOFError))
error = asyncio.LimitOverrunError("too long", 7)
print(error, error.consumed, asyncio.TimeoutError is TimeoutError)
from asyncio.exceptions import CancelledError
print(CancelledError is asyncio.CancelledError, issubclass(CancelledError, Exception), CancelledError.__module__)
