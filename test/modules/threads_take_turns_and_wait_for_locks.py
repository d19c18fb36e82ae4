import _thread
import time

lock = _thread.allocate_lock()
log = []


def polite(name):
    for i in range(3):
        with lock:
            log.append((name, i))
            time.sleep(0.005)


handles = [_thread.start_joinable_thread(lambda name=name: polite(name)) for name in "ab"]
for handle in handles:
    handle.join()
print(sorted(log), lock.locked(), _thread._count())

# Threads that compute do not keep each other out.
counter = 0


def count():
    global counter
    for _ in range(20_000):
        with lock:
            counter += 1


handles = [_thread.start_joinable_thread(count) for _ in range(4)]
for handle in handles:
    handle.join()
print(counter)

done = False


def finish():
    global done
    time.sleep(0.01)
    done = True


_thread.start_new_thread(finish, ())
while not done:
    pass
print("spun until it was done")

# A lock may be released by another thread.
lock.acquire()
_thread.start_new_thread(lambda wait: (time.sleep(wait), lock.release()), (0.01,))
print(lock.acquire(), lock.acquire(False), lock.acquire(timeout=0.01), lock.acquire(True, 0))
lock.release()

got = []
_thread.start_new_thread(lambda *args, **kwargs: got.append((args, kwargs)), (1, 2), {"key": 3})
while not got:
    time.sleep(0.001)
print(got)
