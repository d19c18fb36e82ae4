import _thread


def attempt(*steps):
    for step in steps:
        try:
            print(step())
        except BaseException as error:
            print(type(error).__name__, error)


lock = _thread.allocate_lock()
print(repr(lock).partition(" object at ")[0], lock.locked(), lock.acquire())
print(repr(lock).partition(" object at ")[0], lock.locked())
attempt(
    lambda: lock.acquire(False),
    lambda: lock.acquire(False, 1),
    lambda: lock.acquire(timeout=-2),
    lambda: lock.acquire(timeout=-0.5),
    lambda: lock.acquire(timeout=float("nan")),
    lambda: lock.acquire(timeout="x"),
    lambda: lock.acquire(timeout=None),
    lambda: lock.acquire(1, 2, 3),
    lambda: lock.acquire(unknown=1),
    lambda: lock.acquire(blocking=0),
    lock.release,
    lock.release,
    lambda: lock.__exit__(),
    lambda: _thread.lock(1),
    lambda: type("Derived", (_thread.lock,), {}),
    lambda: lock.__reduce_ex__(2),
    lambda: setattr(lock, "name", 1),
    lambda: _thread.LockType is _thread.lock,
)
with lock as entered:
    print(entered, lock.locked())
lock.acquire()
lock._at_fork_reinit()
print(lock.locked())

rlock = _thread.RLock()
attempt(
    lambda: rlock._acquire_restore(3),
    lambda: rlock._acquire_restore((1, 2, 3)),
    lambda: rlock._acquire_restore((2, 3)),
    lambda: rlock._is_owned(),
)

handle = _thread._ThreadHandle()
print(handle, handle.ident, handle.is_done())
attempt(
    handle.join,
    handle._set_done,
    lambda: handle.join("x"),
    lambda: handle.join(1, 2),
    lambda: setattr(handle, "ident", 1),
    lambda: type("Derived", (_thread._ThreadHandle,), {}),
    lambda: _thread._make_thread_handle("x"),
    lambda: _thread._make_thread_handle(-1),
    lambda: _thread.start_new_thread(1, ()),
    lambda: _thread.start_new_thread(print, []),
    lambda: _thread.start_new_thread(print, (), []),
    lambda: _thread.start_joinable_thread(1),
    lambda: _thread.start_joinable_thread(print, handle=1),
)
made = _thread._make_thread_handle(5)
print(made, made.ident, made.is_done())
made._set_done()
print(made.is_done(), made.join())

attempt(
    _thread.stack_size,
    lambda: _thread.stack_size(1),
    lambda: _thread.stack_size(-1),
    lambda: _thread.stack_size(65536),
    lambda: _thread.stack_size(0),
    lambda: _thread.interrupt_main(0),
    lambda: _thread.interrupt_main(65),
    lambda: _thread.interrupt_main("x"),
    _thread.interrupt_main,
    _thread.exit,
    _thread.daemon_threads_allowed,
    _thread._is_main_interpreter,
    lambda: _thread.get_ident() == _thread._get_main_thread_ident(),
    lambda: _thread.error,
    lambda: _thread._excepthook(1),
    lambda: _thread._ExceptHookArgs((ValueError, None, None, None)),
    lambda: _thread._ExceptHookArgs((ValueError,)),
)
