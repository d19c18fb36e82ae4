"""asyncio, written anew: what CPython's does, in the same turns of the loop.

Futures, tasks and the event loop are native (`_asyncio`). Left out for now: streams, subprocesses,
transports and protocols, loop policies, the call graph; `run_coroutine_threadsafe` raises
NotImplementedError.
"""
from . import coroutines, events, exceptions, futures, runners, tasks, timeouts
from .coroutines import *
from .events import *
from .exceptions import *
from .futures import *
from .runners import *
from .tasks import *
from .timeouts import *

# Modules that many programs do without; they are loaded when one of their names is first used.
_LATER = {
    "locks": ("Lock", "Event", "Condition", "Semaphore", "BoundedSemaphore", "Barrier"),
    "queues": ("Queue", "PriorityQueue", "LifoQueue", "QueueFull", "QueueEmpty", "QueueShutDown"),
    "taskgroups": ("TaskGroup",),
}

__all__ = (coroutines.__all__ + events.__all__ + exceptions.__all__ + futures.__all__ + runners.__all__
           + tasks.__all__ + timeouts.__all__ + _LATER["locks"] + _LATER["queues"] + _LATER["taskgroups"])


def __getattr__(name):
    for part, names in _LATER.items():
        if name == part or name in names:
            __import__(f"{__name__}.{part}")
            module = globals()[part]
            for each in names:
                globals()[each] = getattr(module, each)
            return globals()[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__():
    return sorted({*globals(), *_LATER, *__all__})
