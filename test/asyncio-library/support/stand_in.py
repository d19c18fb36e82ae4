"""Stands in for the native module `_asyncio`, so that asyncio's Python half runs under CPython.

Turns of the loop are CPython's: what is ready first runs first, timers go by (time, sequence), and one turn
runs exactly the handles that were ready when it began.
"""
import contextvars
import heapq
import sys
import threading
import time
import traceback
import types


class CancelledError(BaseException):
    pass


class InvalidStateError(Exception):
    pass


CancelledError.__module__ = InvalidStateError.__module__ = "asyncio.exceptions"

_local = threading.local()
_current_tasks = {}
_tasks = []
_task_count = 0


def _get_running_loop():
    return getattr(_local, "loop", None)


def _set_running_loop(loop):
    _local.loop = loop


def get_running_loop():
    loop = _get_running_loop()
    if loop is None:
        raise RuntimeError("no running event loop")
    return loop


def current_task(loop=None):
    return _current_tasks.get(get_running_loop() if loop is None else loop)


def all_tasks(loop=None):
    if loop is None:
        loop = get_running_loop()
    _tasks[:] = [task for task in _tasks if not task.done()]
    return {task for task in _tasks if task._loop is loop}


@types.coroutine
def yield_once():
    yield


def _default_loop():
    loop = _get_running_loop()
    if loop is None:
        from asyncio import events
        loop = events.get_event_loop()
    return loop


def _callback_repr(callback):
    return getattr(callback, "__qualname__", repr(callback)) + "()"


class Future:
    _asyncio_future_blocking = False
    _source_traceback = None
    _log_destroy_pending = True

    def __init__(self, *, loop=None):
        self._loop = _default_loop() if loop is None else loop
        self._state = "PENDING"
        self._result = self._exception = self._cancel_message = self._cancelled_exc = None
        self._callbacks = []
        self._log_traceback = False

    def __class_getitem__(cls, item):
        return types.GenericAlias(cls, item)

    def __repr__(self):
        return f"<{type(self).__name__} {' '.join(self._info())}>"

    def _info(self):
        info = [self._state.lower()]
        if self._state == "FINISHED":
            if self._exception is not None:
                info.append(f"exception={self._exception!r}")
            else:
                info.append(f"result={self._result!r}")
        if self._callbacks:
            info.append(f"cb=[{', '.join(_callback_repr(c) for c, _ in self._callbacks)}]")
        return info

    def __del__(self):
        if self._log_traceback:
            self._log_traceback = False
            self._loop.call_exception_handler({
                "message": f"{type(self).__name__} exception was never retrieved",
                "exception": self._exception,
                "future": self,
            })

    def get_loop(self):
        return self._loop

    def done(self):
        return self._state != "PENDING"

    def cancelled(self):
        return self._state == "CANCELLED"

    def cancel(self, msg=None):
        self._log_traceback = False
        if self.done():
            return False
        self._state = "CANCELLED"
        self._cancel_message = msg
        self._schedule()
        return True

    def _make_cancelled_error(self):
        if self._cancelled_exc is not None:
            error, self._cancelled_exc = self._cancelled_exc, None
            return error
        error = CancelledError() if self._cancel_message is None else CancelledError(self._cancel_message)
        return error

    def result(self):
        if self._state == "CANCELLED":
            raise self._make_cancelled_error()
        if self._state == "PENDING":
            raise InvalidStateError("Result is not set.")
        self._log_traceback = False
        if self._exception is not None:
            raise self._exception.with_traceback(self._exception_tb)
        return self._result

    def exception(self):
        if self._state == "CANCELLED":
            raise self._make_cancelled_error()
        if self._state == "PENDING":
            raise InvalidStateError("Exception is not set.")
        self._log_traceback = False
        return self._exception

    def set_result(self, result):
        if self.done():
            raise InvalidStateError("invalid state")
        self._result = result
        self._state = "FINISHED"
        self._schedule()

    def set_exception(self, exception):
        if self.done():
            raise InvalidStateError("invalid state")
        if isinstance(exception, type):
            exception = exception()
        if isinstance(exception, StopIteration):
            error = RuntimeError("StopIteration interacts badly with generators and cannot be raised into a Future")
            error.__cause__ = error.__context__ = exception
            exception = error
        self._exception = exception
        self._exception_tb = exception.__traceback__
        self._state = "FINISHED"
        self._log_traceback = True
        self._schedule()

    def add_done_callback(self, fn, *, context=None):
        if self.done():
            self._loop.call_soon(fn, self, context=context)
        else:
            self._callbacks.append((fn, contextvars.copy_context() if context is None else context))

    def remove_done_callback(self, fn):
        kept = [entry for entry in self._callbacks if entry[0] != fn]
        count = len(self._callbacks) - len(kept)
        self._callbacks[:] = kept
        return count

    def _schedule(self):
        callbacks, self._callbacks = self._callbacks, []
        for fn, context in callbacks:
            self._loop.call_soon(fn, self, context=context)

    def __await__(self):
        if not self.done():
            self._asyncio_future_blocking = True
            yield self
        if not self.done():
            raise RuntimeError("await wasn't used with future")
        return self.result()

    __iter__ = __await__


class Task(Future):
    def __init__(self, coro, *, loop=None, name=None, context=None, eager_start=False):
        global _task_count
        super().__init__(loop=loop)
        from asyncio import coroutines
        if not coroutines.iscoroutine(coro):
            raise TypeError(f"a coroutine was expected, got {coro!r}")
        if name is None:
            _task_count += 1
            self._name = f"Task-{_task_count}"
        else:
            self._name = str(name)
        self._coro = coro
        self._context = contextvars.copy_context() if context is None else context
        self._num_cancels_requested = 0
        self._must_cancel = False
        self._fut_waiter = None
        _tasks.append(self)
        if eager_start and self._loop.is_running():
            outer = _current_tasks.get(self._loop)
            try:
                self._context.run(self._step)
            finally:
                _current_tasks[self._loop] = outer
        else:
            self._loop.call_soon(self._step, context=self._context)

    def _info(self):
        info = super()._info()
        if self._num_cancels_requested and not self.done():
            info[0] = "cancelling"
        info.insert(1, f"name={self._name!r}")
        return info

    def get_name(self):
        return self._name

    def set_name(self, value):
        self._name = str(value)

    def get_coro(self):
        return self._coro

    def get_context(self):
        return self._context

    def get_stack(self, *, limit=None):
        return []

    def set_result(self, result):
        raise RuntimeError("Task does not support set_result operation")

    def set_exception(self, exception):
        raise RuntimeError("Task does not support set_exception operation")

    def cancelling(self):
        return self._num_cancels_requested

    def uncancel(self):
        if self._num_cancels_requested > 0:
            self._num_cancels_requested -= 1
            if self._num_cancels_requested == 0:
                self._must_cancel = False
        return self._num_cancels_requested

    def cancel(self, msg=None):
        self._log_traceback = False
        if self.done():
            return False
        self._num_cancels_requested += 1
        if self._fut_waiter is not None and self._fut_waiter.cancel(msg=msg):
            return True
        self._must_cancel = True
        self._cancel_message = msg
        return True

    def _step(self, error=None):
        if self._must_cancel:
            if not isinstance(error, CancelledError):
                error = self._make_cancelled_error()
            self._must_cancel = False
        self._fut_waiter = None
        outer = _current_tasks.get(self._loop)
        _current_tasks[self._loop] = self
        try:
            result = self._coro.send(None) if error is None else self._coro.throw(error)
        except StopIteration as end:
            if self._must_cancel:
                self._must_cancel = False
                super().cancel(self._cancel_message)
            else:
                super().set_result(end.value)
        except CancelledError as exc:
            self._cancelled_exc = exc
            super().cancel(self._cancel_message)
        except (KeyboardInterrupt, SystemExit) as exc:
            super().set_exception(exc)
            raise
        except BaseException as exc:
            super().set_exception(exc)
        else:
            self._wait_for(result)
        finally:
            _current_tasks[self._loop] = outer
            self = None

    def _wait_for(self, result):
        blocking = getattr(result, "_asyncio_future_blocking", None)
        problem = None
        if blocking is not None:
            if result.get_loop() is not self._loop:
                problem = f"Task {self!r} got Future {result!r} attached to a different loop"
            elif result is self:
                problem = f"Task cannot await on itself: {self!r}"
            elif not blocking:
                problem = f"yield was used instead of yield from in task {self!r} with {result!r}"
            else:
                result._asyncio_future_blocking = False
                result.add_done_callback(self._wakeup, context=self._context)
                self._fut_waiter = result
                if self._must_cancel and result.cancel(msg=self._cancel_message):
                    self._must_cancel = False
        elif result is None:
            self._loop.call_soon(self._step, context=self._context)
        else:
            problem = f"Task got bad yield: {result!r}"
        if problem is not None:
            self._loop.call_soon(self._step, RuntimeError(problem), context=self._context)

    def _wakeup(self, future):
        try:
            future.result()
        except BaseException as error:
            self._step(error)
        else:
            self._step()


class Handle:
    def __init__(self, callback, args, loop, context=None):
        self._callback, self._args, self._loop = callback, args, loop
        self._context = contextvars.copy_context() if context is None else context
        self._cancelled = False

    def __repr__(self):
        return f"<{type(self).__name__} {'cancelled' if self._cancelled else self._callback}>"

    def cancel(self):
        self._cancelled = True
        self._callback = self._args = None

    def cancelled(self):
        return self._cancelled

    def get_context(self):
        return self._context

    def _run(self):
        try:
            self._context.run(self._callback, *self._args)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            self._loop.call_exception_handler({
                "message": f"Exception in callback {_callback_repr(self._callback)}",
                "exception": error,
                "handle": self,
            })


class TimerHandle(Handle):
    def __init__(self, when, callback, args, loop, context=None):
        super().__init__(callback, args, loop, context)
        self._when = when

    def when(self):
        return self._when


class EventLoop:
    def __init__(self):
        self._ready, self._scheduled, self._sequence = [], [], 0
        self._running = self._closed = self._stopping = self._debug = False
        self._exception_handler = self._task_factory = None
        self._asyncgens = []

    def __repr__(self):
        return f"<{type(self).__name__} running={self._running} closed={self._closed} debug={self._debug}>"

    def time(self):
        return time.monotonic()

    def _check_closed(self):
        if self._closed:
            raise RuntimeError("Event loop is closed")

    def call_soon(self, callback, *args, context=None):
        self._check_closed()
        handle = Handle(callback, args, self, context)
        self._ready.append(handle)
        return handle

    call_soon_threadsafe = call_soon

    def call_later(self, delay, callback, *args, context=None):
        if delay is None:
            raise TypeError("delay must not be None")
        return self.call_at(self.time() + delay, callback, *args, context=context)

    def call_at(self, when, callback, *args, context=None):
        self._check_closed()
        handle = TimerHandle(when, callback, args, self, context)
        self._sequence += 1
        heapq.heappush(self._scheduled, (when, self._sequence, handle))
        return handle

    def create_future(self):
        return Future(loop=self)

    def create_task(self, coro, **options):
        self._check_closed()
        if self._task_factory is not None:
            return self._task_factory(self, coro, **options)
        return Task(coro, loop=self, **options)

    def set_task_factory(self, factory):
        if factory is not None and not callable(factory):
            raise TypeError("task factory must be a callable or None")
        self._task_factory = factory

    def get_task_factory(self):
        return self._task_factory

    def is_running(self):
        return self._running

    def is_closed(self):
        return self._closed

    def get_debug(self):
        return self._debug

    def set_debug(self, enabled):
        self._debug = enabled

    def stop(self):
        self._stopping = True

    def close(self):
        if self._running:
            raise RuntimeError("Cannot close a running event loop")
        self._closed = True
        self._ready, self._scheduled = [], []

    def run_forever(self):
        self._check_closed()
        if self._running:
            raise RuntimeError("This event loop is already running")
        if _get_running_loop() is not None:
            raise RuntimeError("Cannot run the event loop while another loop is running")
        hooks = sys.get_asyncgen_hooks()
        sys.set_asyncgen_hooks(
            firstiter=self._asyncgens.append,
            finalizer=lambda gen: self.call_soon(self.create_task, gen.aclose()))
        self._running = True
        _set_running_loop(self)
        try:
            while True:
                self._run_once()
                if self._stopping:
                    break
        finally:
            self._stopping = self._running = False
            _set_running_loop(None)
            sys.set_asyncgen_hooks(*hooks)

    def _wait(self, seconds):
        time.sleep(seconds)

    def _run_once(self):
        while self._scheduled and self._scheduled[0][2]._cancelled:
            heapq.heappop(self._scheduled)
        if not self._ready and not self._stopping:
            self._wait(max(0, self._scheduled[0][0] - self.time()) if self._scheduled else 0.01)
        end = self.time() + time.get_clock_info("monotonic").resolution
        while self._scheduled and self._scheduled[0][0] < end:
            self._ready.append(heapq.heappop(self._scheduled)[2])
        batch, self._ready = self._ready, []
        while batch:
            handle = batch.pop(0)
            if not handle._cancelled:
                try:
                    handle._run()
                except BaseException:
                    self._ready = batch + self._ready
                    raise

    def run_until_complete(self, future):
        from asyncio import tasks
        self._check_closed()
        if self._running:
            raise RuntimeError("This event loop is already running")
        if _get_running_loop() is not None:
            raise RuntimeError("Cannot run the event loop while another loop is running")
        is_new = not isinstance(future, Future)
        future = tasks.ensure_future(future, loop=self)
        if is_new:
            future._log_destroy_pending = False

        def on_done(done):
            if not done.cancelled() and isinstance(done.exception(), (SystemExit, KeyboardInterrupt)):
                return
            self.stop()

        future.add_done_callback(on_done)
        try:
            self.run_forever()
        except BaseException:
            if is_new and future.done() and not future.cancelled():
                future.exception()
            raise
        finally:
            future.remove_done_callback(on_done)
        if not future.done():
            raise RuntimeError("Event loop stopped before Future completed.")
        return future.result()

    async def shutdown_asyncgens(self):
        generators, self._asyncgens = self._asyncgens, []
        for generator in generators:
            try:
                await generator.aclose()
            except Exception as error:
                self.call_exception_handler({
                    "message": f"an error occurred during closing of asynchronous generator {generator!r}",
                    "exception": error,
                    "asyncgen": generator,
                })

    async def shutdown_default_executor(self):
        pass

    def set_exception_handler(self, handler):
        if handler is not None and not callable(handler):
            raise TypeError(f"A callable object or None is expected, got {handler!r}")
        self._exception_handler = handler

    def get_exception_handler(self):
        return self._exception_handler

    def call_exception_handler(self, context):
        if self._exception_handler is None:
            return self.default_exception_handler(context)
        try:
            self._exception_handler(self, context)
        except Exception as error:
            self.default_exception_handler({
                "message": "Unhandled error in exception handler", "exception": error, "context": context})

    def default_exception_handler(self, context):
        print(context.get("message"), file=sys.stderr)
        if context.get("exception") is not None:
            traceback.print_exception(context["exception"])
