import _thread
import time


def attempt(*steps):
    for step in steps:
        try:
            print(step())
        except BaseException as error:
            print(type(error).__name__, error)


lock = _thread.RLock()
print(repr(lock).partition(" at ")[0])
attempt(
    lock.release,
    lock._release_save,
    lambda: lock.acquire(False, 1),
    lambda: lock.acquire(timeout=-2),
)
print(lock.acquire(), lock.acquire(), lock.acquire(blocking=False), lock._recursion_count(), lock._is_owned())


def other():
    print(lock.acquire(False), lock.acquire(timeout=0.005), lock._is_owned(), lock._recursion_count())
    attempt(lock.release)


_thread.start_joinable_thread(other).join()

saved = lock._release_save()
print(saved[0], saved[1] == _thread.get_ident(), lock._is_owned())
attempt(lambda: lock._acquire_restore(saved))
print(lock._recursion_count())
for _ in range(3):
    lock.release()
print(lock._is_owned(), lock._recursion_count())

log = []


def hold(name):
    with lock:
        with lock:
            log.append((name, "in"))
            time.sleep(0.005)
            log.append((name, "out"))


handles = [_thread.start_joinable_thread(lambda i=i: hold(i)) for i in range(3)]
for handle in handles:
    handle.join()
print(log == sorted(log, key=lambda entry: [name for name, _ in log].index(entry[0])), len(log))


class Named(_thread.RLock):
    name = "derived"


named = Named()
named.extra = 1
with named as entered:
    print(entered, named.name, named.extra)
