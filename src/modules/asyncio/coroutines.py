"""Telling coroutines from other objects."""

__all__ = ("iscoroutine", "iscoroutinefunction")

_CO_COROUTINE = 0x80
_CO_ITERABLE_COROUTINE = 0x100

_is_coroutine = object()

# Where methods and functools.partial keep the function.
_WRAPPED = {"method": "__func__", "partial": "func"}


def iscoroutine(obj):
    """Whether `obj` is a coroutine, or has all of a coroutine's methods."""
    kind = type(obj)
    return (hasattr(kind, "__await__") and hasattr(kind, "send")
            and hasattr(kind, "throw") and hasattr(kind, "close"))


def iscoroutinefunction(func):
    """Whether calling `func` gives a coroutine."""
    while (inner := _WRAPPED.get(type(func).__name__)) is not None:
        func = getattr(func, inner, None)
    # Marked by its library, or by the host.
    if getattr(func, "_is_coroutine", None) is _is_coroutine or getattr(func, "_is_coroutine_mark", None) is True:
        return True
    if not isinstance(func, type(iscoroutinefunction)):
        return False
    return bool(func.__code__.co_flags & _CO_COROUTINE)


def isawaitable(obj):
    """Whether `await obj` can work."""
    if hasattr(type(obj), "__await__"):
        return True
    return bool(getattr(getattr(obj, "gi_code", None), "co_flags", 0) & _CO_ITERABLE_COROUTINE)


async def _wrap_awaitable(awaitable):
    return await awaitable


def to_coroutine(obj):
    """`obj` if it is a coroutine, else a coroutine that awaits it."""
    if iscoroutine(obj):
        return obj
    if isawaitable(obj):
        return _wrap_awaitable(obj)
    raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")
