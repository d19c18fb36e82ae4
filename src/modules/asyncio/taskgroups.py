"""Task groups: tasks that are waited for together, and cancelled together when one fails."""
from _asyncio import current_task

from . import events
from .exceptions import CancelledError

__all__ = ("TaskGroup",)

# These two end the program: the group doesn't wrap them.
_ENDING = (SystemExit, KeyboardInterrupt)


class TaskGroup:
    """`async with TaskGroup() as group: group.create_task(coro)` leaves when all tasks are done."""

    def __init__(self):
        self._loop = None
        self._parent = None
        self._entered = self._exiting = self._aborting = False
        # The group itself cancelled its parent, to get out of what it was waiting for.
        self._parent_cancel_requested = False
        self._tasks = set()
        self._errors = []
        self._ending = None
        self._all_done = None

    def __repr__(self):
        text = "<TaskGroup"
        if self._tasks:
            text += f" tasks={len(self._tasks)}"
        if self._errors:
            text += f" errors={len(self._errors)}"
        if self._aborting:
            text += " cancelling"
        elif self._entered:
            text += " entered"
        return text + ">"

    async def __aenter__(self):
        if self._entered:
            raise RuntimeError(f"TaskGroup {self!r} has already been entered")
        if self._loop is None:
            self._loop = events.get_running_loop()
        self._parent = current_task(self._loop)
        if self._parent is None:
            raise RuntimeError(f"TaskGroup {self!r} cannot determine the parent task")
        self._entered = True
        return self

    async def __aexit__(self, exc_type, exc, traceback):
        try:
            await self._leave(exc)
        finally:
            self._parent = self._errors = self._ending = None

    async def _leave(self, exc):
        self._exiting = True
        if self._ending is None and isinstance(exc, _ENDING):
            self._ending = exc
        cancelled = exc if isinstance(exc, CancelledError) else None
        if exc is not None and not self._aborting:
            self._abort()

        # More than one turn of this: the parent may be cancelled again and again meanwhile.
        while self._tasks:
            if self._all_done is None:
                self._all_done = self._loop.create_future()
            try:
                await self._all_done
            except CancelledError as error:
                if not self._aborting:
                    cancelled = error
                    self._abort()
            self._all_done = None

        if self._ending is not None:
            raise self._ending
        if self._parent_cancel_requested and self._parent.uncancel() == 0:
            # Nobody but the group wanted the parent cancelled.
            cancelled = None
        if cancelled is not None and not self._errors:
            raise cancelled
        if exc is not None and not isinstance(exc, CancelledError):
            self._errors.append(exc)
        if self._errors:
            if self._parent.cancelling():
                # Cancelled from outside, too: deliver that at the parent's next wait; the count stays.
                self._parent.uncancel()
                self._parent.cancel()
            raise BaseExceptionGroup("unhandled errors in a TaskGroup", self._errors) from None

    def create_task(self, coro, **options):
        """Starts a task in the group; takes what `asyncio.create_task` takes."""
        if not self._entered:
            reason = "has not been entered"
        elif self._exiting and not self._tasks:
            reason = "is finished"
        elif self._aborting:
            reason = "is shutting down"
        else:
            task = self._loop.create_task(coro, **options)
            # Also for a task that is done by its eager start: its failure is told in a later turn.
            self._tasks.add(task)
            task.add_done_callback(self._on_task_done)
            return task
        coro.close()
        raise RuntimeError(f"TaskGroup {self!r} {reason}")

    def _abort(self):
        self._aborting = True
        for task in self._tasks:
            if not task.done():
                task.cancel()

    def _on_task_done(self, task):
        self._tasks.discard(task)
        if self._all_done is not None and not self._tasks and not self._all_done.done():
            self._all_done.set_result(True)
        if task.cancelled():
            return
        error = task.exception()
        if error is None:
            return
        self._errors.append(error)
        if self._ending is None and isinstance(error, _ENDING):
            self._ending = error
        if self._parent.done():
            self._loop.call_exception_handler({
                "message": f"Task {task!r} has errored out but its parent task {self._parent} is already completed",
                "exception": error,
                "task": task,
            })
        elif not self._aborting and not self._parent_cancel_requested:
            self._abort()
            self._parent_cancel_requested = True
            self._parent.cancel()
