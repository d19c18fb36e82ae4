import _queue


def attempt(function, *args, **named):
    try:
        print(repr(function(*args, **named)))
    except Exception as error:
        print(type(error).__name__, error)


q = _queue.SimpleQueue()
q.put(1)
q.put(2, False)
q.put(item=3, block=True, timeout=5)
q.put_nowait(4)
print(q.qsize(), q.empty(), q.get(), q.get(False), q.get(timeout=1), q.get_nowait(), q.empty())
attempt(q.get_nowait)
attempt(q.get, False)
attempt(q.get, timeout=0.01)
attempt(q.get, True, 0)
attempt(q.get, block=0, timeout=-5)
attempt(q.get, True, -1)
attempt(q.get, True, "a")
attempt(q.get, True, 10**30)
attempt(q.put)
attempt(q.put, 1, 2, 3, 4)
attempt(q.put_nowait)
attempt(_queue.SimpleQueue, 1)
attempt(_queue.SimpleQueue, x=1)
print(_queue.SimpleQueue[int], _queue.Empty.__mro__)
for i in range(1000):
    q.put(i)
print(sum(q.get() for _ in range(1000)), q.qsize())


class Named(_queue.SimpleQueue):
    def __init__(self, name):
        self.name = name


print(Named("n").name, Named("m").empty())
try:
    raise _queue.Empty("text")
except _queue.Empty as error:
    print(repr(error))
