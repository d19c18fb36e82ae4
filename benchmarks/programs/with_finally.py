"""with, try/finally, break and continue through both, early returns."""
UNITS = 75_000  # blocks


class Lock:
    def __init__(self):
        self.held = 0
        self.entered = 0

    def __enter__(self):
        self.held += 1
        self.entered += 1
        return self

    def __exit__(self, kind, error, traceback):
        self.held -= 1
        return kind is KeyError


def work(lock, n, log):
    try:
        with lock as held:
            if n % 11 == 0:
                return held.held
            if n % 13 == 0:
                raise KeyError(n)
        return 2
    finally:
        log[n & 7] += 1


def bench():
    lock = Lock()
    log = [0] * 8
    check = 0
    for n in range(50_000):
        check += work(lock, n, log)
    for n in range(25_000):
        try:
            with lock, lock:
                if n % 3:
                    continue
                check += lock.held
                if n == 24_000:
                    break
        finally:
            check += 1
    return check, lock.held, lock.entered, sum(log)
