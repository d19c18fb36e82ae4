import asyncio


from asyncio.locks import Lock
from asyncio.queues import Queue

for name in ("coroutines", "events", "exceptions", "futures", "locks", "queues", "runners", "taskgroups", "tasks", "timeouts"):
    print(name, getattr(asyncio, name).__name__)
print(Lock is asyncio.Lock, Queue is asyncio.queues.Queue, asyncio.tasks.sleep is asyncio.sleep)
print(Lock.__module__, asyncio.TaskGroup.__module__)
try:
    asyncio.no_such_name
except AttributeError as error:
    print(error)
