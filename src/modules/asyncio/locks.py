"""Synchronisation of tasks. Waiters are futures in a list, first come, first served."""
from .events import LoopBound
from .exceptions import BrokenBarrierError, CancelledError

__all__ = ("Lock", "Event", "Condition", "Semaphore", "BoundedSemaphore", "Barrier")


class _Waitable(LoopBound):
    """Something with a line of waiters."""

    def __init__(self):
        self._waiters = []

    def __repr__(self):
        state = self._describe()
        if self._waiters:
            state += f", waiters:{len(self._waiters)}"
        return f"{super().__repr__()[:-1]} [{state}]>"

    def _line_up(self):
        future = self._get_loop().create_future()
        self._waiters.append(future)
        return future


class _Acquirable(_Waitable):
    """`async with` acquires and releases."""

    async def __aenter__(self):
        await self.acquire()

    async def __aexit__(self, exc_type, exc, traceback):
        self.release()


class Lock(_Acquirable):
    """A lock that one task holds at a time; waiting tasks get it in order."""

    def __init__(self):
        super().__init__()
        self._locked = False

    def _describe(self):
        return "locked" if self._locked else "unlocked"

    def locked(self):
        """Whether somebody holds the lock."""
        return self._locked

    async def acquire(self):
        """Waits until the lock is free, and takes it."""
        # A free lock with somebody in line is about to be theirs.
        if self._locked or not all(waiter.cancelled() for waiter in self._waiters):
            future = self._line_up()
            try:
                try:
                    await future
                finally:
                    self._waiters.remove(future)
            except CancelledError:
                # Perhaps woken and cancelled in the same turn: then it is the next one's turn.
                if not self._locked:
                    self._wake_first()
                raise
        self._locked = True
        return True

    def release(self):
        """Frees the lock and wakes who waits first."""
        if not self._locked:
            raise RuntimeError("Lock is not acquired.")
        self._locked = False
        self._wake_first()

    def _wake_first(self):
        # Only the first, woken already or not: whoever it is takes the lock or passes it on.
        if self._waiters and not self._waiters[0].done():
            self._waiters[0].set_result(True)


class Event(_Waitable):
    """A flag that tasks can wait for."""

    def __init__(self):
        super().__init__()
        self._value = False

    def _describe(self):
        return "set" if self._value else "unset"

    def is_set(self):
        """Whether the flag is set."""
        return self._value

    def set(self):
        """Sets the flag and wakes all who wait."""
        if self._value:
            return
        self._value = True
        for future in self._waiters:
            if not future.done():
                future.set_result(True)

    def clear(self):
        """Resets the flag; who waits from now on waits for the next `set`."""
        self._value = False

    async def wait(self):
        """Waits until the flag is set."""
        if self._value:
            return True
        future = self._line_up()
        try:
            await future
            return True
        finally:
            self._waiters.remove(future)


class Condition(_Acquirable):
    """A lock with a line of tasks that wait to be notified."""

    def __init__(self, lock=None):
        super().__init__()
        if lock is None:
            lock = Lock()
        self._lock = lock
        self.locked = lock.locked
        self.acquire = lock.acquire
        self.release = lock.release

    def _describe(self):
        return "locked" if self.locked() else "unlocked"

    async def wait(self):
        """Frees the lock, waits for a notification, takes the lock again."""
        if not self.locked():
            raise RuntimeError("cannot wait on un-acquired lock")
        future = self._get_loop().create_future()
        self.release()
        try:
            try:
                self._waiters.append(future)
                try:
                    await future
                    return True
                finally:
                    self._waiters.remove(future)
            finally:
                # Whatever ended the wait, the caller must hold the lock again.
                cancelled = None
                while True:
                    try:
                        await self.acquire()
                        break
                    except CancelledError as error:
                        cancelled = error
                if cancelled is not None:
                    try:
                        raise cancelled
                    finally:
                        cancelled = None
        except BaseException:
            # Perhaps this task had been notified: somebody else takes its place.
            self._notify(1)
            raise

    async def wait_for(self, predicate):
        """Waits until `predicate()` is true, and returns what it gave."""
        while not (result := predicate()):
            await self.wait()
        return result

    def notify(self, n=1):
        """Wakes up to `n` of those who wait."""
        if not self.locked():
            raise RuntimeError("cannot notify on un-acquired lock")
        self._notify(n)

    def notify_all(self):
        """Wakes all who wait."""
        self.notify(len(self._waiters))

    def _notify(self, n):
        for future in self._waiters:
            if n <= 0:
                return
            if not future.done():
                n -= 1
                future.set_result(False)


class Semaphore(_Acquirable):
    """A counter of places: as many tasks as it says are inside at a time."""

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("Semaphore initial value must be >= 0")
        super().__init__()
        self._value = value

    def _describe(self):
        return "locked" if self.locked() else f"unlocked, value:{self._value}"

    def locked(self):
        """Whether `acquire` would have to wait."""
        return self._value == 0 or any(not waiter.cancelled() for waiter in self._waiters)

    async def acquire(self):
        """Waits for a place, and takes it."""
        if not self.locked():
            self._value -= 1
            return True
        future = self._line_up()
        try:
            try:
                await future
            finally:
                self._waiters.remove(future)
        except CancelledError:
            if future.done() and not future.cancelled():
                # It had been given a place in the turn that cancelled it.
                self._value += 1
            raise
        finally:
            # More places than one may have become free since.
            while self._value > 0 and self._wake_next():
                pass
        return True

    def release(self):
        """Frees a place, which goes to who waits first."""
        self._value += 1
        self._wake_next()

    def _wake_next(self):
        for future in self._waiters:
            if not future.done():
                # The place is theirs from now on, not when they run.
                self._value -= 1
                future.set_result(True)
                return True
        return False


class BoundedSemaphore(Semaphore):
    """A semaphore that refuses to have more places than at first."""

    def __init__(self, value=1):
        super().__init__(value)
        self._bound = value

    def release(self):
        """Frees a place, which goes to who waits first."""
        if self._value >= self._bound:
            raise ValueError("BoundedSemaphore released too many times")
        super().release()


class Barrier:
    """Lets tasks pass when `parties` of them have come."""

    # filling -> draining (all have come, and leave) -> filling;
    # resetting (who waits leaves with an error) -> filling; broken until a reset

    def __init__(self, parties):
        if parties < 1:
            raise ValueError("parties must be >= 1")
        self._cond = Condition()
        self._parties = parties
        self._state = "filling"
        self._count = 0

    def __repr__(self):
        state = self._state
        if not self.broken:
            state += f", waiters:{self.n_waiting}/{self.parties}"
        return f"{super().__repr__()[:-1]} [{state}]>"

    async def __aenter__(self):
        return await self.wait()

    async def __aexit__(self, exc_type, exc, traceback):
        pass

    async def wait(self):
        """Waits for the others; gives a number from 0 that is different for each."""
        async with self._cond:
            # Those of the round before must have left.
            await self._cond.wait_for(lambda: self._state not in ("draining", "resetting"))
            if self._state == "broken":
                raise BrokenBarrierError("Barrier aborted")
            index = self._count
            self._count += 1
            try:
                if self._count == self._parties:
                    self._change("draining")
                else:
                    await self._cond.wait_for(lambda: self._state != "filling")
                    if self._state in ("broken", "resetting"):
                        raise BrokenBarrierError("Abort or reset of barrier")
                return index
            finally:
                self._count -= 1
                if self._count == 0:
                    self._change("broken" if self._state == "broken" else "filling")

    async def reset(self):
        """Empties the barrier; who waits gets BrokenBarrierError."""
        async with self._cond:
            self._change("resetting" if self._count > 0 else "filling")

    async def abort(self):
        """Breaks the barrier: who waits, now or later, gets BrokenBarrierError."""
        async with self._cond:
            self._change("broken")

    def _change(self, state):
        self._state = state
        self._cond.notify_all()

    @property
    def parties(self):
        """How many tasks are needed."""
        return self._parties

    @property
    def n_waiting(self):
        """How many tasks wait."""
        return self._count if self._state == "filling" else 0

    @property
    def broken(self):
        """Whether the barrier was aborted."""
        return self._state == "broken"
