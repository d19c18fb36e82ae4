import asyncio


try:
    from asyncio import no_such_name
except ImportError as error:
    print(type(error).__name__, str(error).partition(" (")[0])
from asyncio import Lock, Queue, TaskGroup, locks
print(Lock is locks.Lock, hasattr(asyncio, "no_such_name"), "queues" in dir(asyncio))
