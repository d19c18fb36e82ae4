import _thread
import contextvars
import sys


def hook(unraisable):
    print(unraisable.err_msg.partition(" at 0x")[0], unraisable.object)
    print(repr(unraisable.exc_value), unraisable.exc_traceback.tb_lineno)


sys.unraisablehook = hook


def fail():
    raise ValueError("in a thread")


_thread.start_joinable_thread(fail).join()
_thread.start_joinable_thread(_thread.exit).join()
_thread.start_joinable_thread(lambda: sys.exit(3)).join()
print(_thread._count())

# A thread joins itself, and one handle is for one thread.
handle = _thread._ThreadHandle()


def join_me():
    try:
        handle.join()
    except RuntimeError as error:
        print(error)


_thread.start_joinable_thread(join_me, handle=handle)
handle.join(10)
print(handle.is_done(), handle.join(), handle.ident > 0)
try:
    _thread.start_joinable_thread(print, handle)
except RuntimeError as error:
    print(error)

# What is handled, and the context, are each thread's own.
variable = contextvars.ContextVar("variable", default="default")
variable.set("main")
gate = _thread.allocate_lock()
gate.acquire()


def look():
    print(sys.exception(), variable.get())
    variable.set("thread")
    gate.acquire()


def waiter():
    gate.acquire()
    gate.release()


try:
    raise KeyError(1)
except KeyError:
    started = _thread.start_joinable_thread(look)
    waiting = _thread.start_joinable_thread(waiter)
    started.join(0.02)
    print(repr(sys.exception()), variable.get(), started.is_done())
    names = {frame.f_code.co_name for frame in sys._current_frames().values()}
    print(sorted(names))
    print(sorted(map(repr, sys._current_exceptions().values())))
gate.release()
gate.release() if gate.locked() else None
started.join()
