"""Queues between tasks."""

from .events import LoopBound
from .locks import Event

GenericAlias = type(list[int])

__all__ = ("Queue", "PriorityQueue", "LifoQueue", "QueueFull", "QueueEmpty", "QueueShutDown")


class QueueEmpty(Exception):
    """`get_nowait` found no item."""


class QueueFull(Exception):
    """`put_nowait` found no room."""


class QueueShutDown(Exception):
    """The queue was shut down."""


class _Fifo:
    """First in, first out: a stack for those coming in, and one, reversed, for those going out."""

    def __init__(self):
        self._in = []
        self._out = []

    def __len__(self):
        return len(self._in) + len(self._out)

    def __iter__(self):
        yield from reversed(self._out)
        yield from self._in

    def append(self, item):
        self._in.append(item)

    def popleft(self):
        if not self._out:
            self._in.reverse()
            self._in, self._out = self._out, self._in
        return self._out.pop()


class Queue(LoopBound):
    """A queue, first in, first out; `maxsize` 0 is without bound."""

    def __init__(self, maxsize=0):
        self._maxsize = maxsize
        # Futures of those who wait for an item, and for room.
        self._getters = []
        self._putters = []
        self._unfinished_tasks = 0
        self._finished = Event()
        self._finished.set()
        self._init(maxsize)
        self._is_shutdown = False

    # Subclasses say how items are kept.

    def _init(self, maxsize):
        self._queue = _Fifo()

    def _get(self):
        return self._queue.popleft()

    def _put(self, item):
        self._queue.append(item)

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x} {self._format()}>"

    def __str__(self):
        return f"<{type(self).__name__} {self._format()}>"

    __class_getitem__ = classmethod(GenericAlias)

    def _format(self):
        text = f"maxsize={self._maxsize!r}"
        if getattr(self, "_queue", None):
            text += f" _queue={list(self._queue)!r}"
        if self._getters:
            text += f" _getters[{len(self._getters)}]"
        if self._putters:
            text += f" _putters[{len(self._putters)}]"
        if self._unfinished_tasks:
            text += f" tasks={self._unfinished_tasks}"
        if self._is_shutdown:
            text += " shutdown"
        return text

    def qsize(self):
        """How many items are in the queue."""
        return len(self._queue)

    @property
    def maxsize(self):
        """How many items there is room for; 0 or less: any number."""
        return self._maxsize

    def empty(self):
        """Whether there is no item."""
        return not self._queue

    def full(self):
        """Whether there is no room."""
        return 0 < self._maxsize <= self.qsize()

    async def put(self, item):
        """Puts an item, as soon as there is room."""
        while self.full():
            if self._is_shutdown:
                raise QueueShutDown
            await self._line_up(self._putters, self.full)
        return self.put_nowait(item)

    def put_nowait(self, item):
        """Puts an item, or raises QueueFull."""
        if self._is_shutdown:
            raise QueueShutDown
        if self.full():
            raise QueueFull
        self._put(item)
        self._unfinished_tasks += 1
        self._finished.clear()
        _wake_next(self._getters)

    async def get(self):
        """Takes the next item, as soon as there is one."""
        while self.empty():
            if self._is_shutdown:
                raise QueueShutDown
            await self._line_up(self._getters, self.empty)
        return self.get_nowait()

    def get_nowait(self):
        """Takes the next item, or raises QueueEmpty."""
        if self.empty():
            raise QueueShutDown if self._is_shutdown else QueueEmpty
        item = self._get()
        _wake_next(self._putters)
        return item

    async def _line_up(self, waiters, is_blocked):
        future = self._get_loop().create_future()
        waiters.append(future)
        try:
            await future
        except:
            future.cancel()
            if future in waiters:
                waiters.remove(future)
            # Woken and cancelled in the same turn: the item or the room is for the next one.
            if not is_blocked() and not future.cancelled():
                _wake_next(waiters)
            raise

    def task_done(self):
        """Says that an item, taken before, is dealt with."""
        if self._unfinished_tasks <= 0:
            raise ValueError("task_done() called too many times")
        self._finish(1)

    async def join(self):
        """Waits until all items have been dealt with."""
        if self._unfinished_tasks > 0:
            await self._finished.wait()

    def shutdown(self, immediate=False):
        """Refuses new items; `get` goes on until the queue is empty, which `immediate` makes it."""
        self._is_shutdown = True
        if immediate:
            while not self.empty():
                self._get()
                if self._unfinished_tasks > 0:
                    self._unfinished_tasks -= 1
            self._finish(0)
        for waiters in (self._getters, self._putters):
            while waiters:
                _wake_next(waiters)

    def _finish(self, count):
        self._unfinished_tasks -= count
        if self._unfinished_tasks == 0:
            self._finished.set()


def _wake_next(waiters):
    while waiters:
        future = waiters.pop(0)
        if not future.done():
            future.set_result(None)
            break


class PriorityQueue(Queue):
    """A queue that gives the lowest item first."""

    # A binary heap. Items that are equal come out in the order in which those of `heapq` do.

    def _init(self, maxsize):
        self._queue = []

    def _put(self, item):
        self._queue.append(item)
        self._rise(item, len(self._queue) - 1)

    def _get(self):
        heap = self._queue
        last = heap.pop()
        if not heap:
            return last
        lowest = heap[0]
        # The hole at the root goes down along the lower children; there `last` fits nearly.
        hole, size = 0, len(heap)
        while (child := 2 * hole + 1) < size:
            if child + 1 < size and not heap[child] < heap[child + 1]:
                child += 1
            heap[hole] = heap[child]
            hole = child
        heap[hole] = last
        self._rise(last, hole)
        return lowest

    def _rise(self, item, hole):
        heap = self._queue
        while hole > 0:
            parent = (hole - 1) // 2
            if not item < heap[parent]:
                break
            heap[hole] = heap[parent]
            hole = parent
        heap[hole] = item


class LifoQueue(Queue):
    """A queue that gives the last item first."""

    def _init(self, maxsize):
        self._queue = []

    def _get(self):
        return self._queue.pop()
