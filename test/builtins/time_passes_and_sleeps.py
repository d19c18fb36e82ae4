import time

start = time.monotonic()
time.sleep(0.01)
print(time.monotonic() - start >= 0.01, time.time() > 1_700_000_000, type(time.time_ns()).__name__, time.perf_counter() >= 0, time.process_time() >= 0)
time.sleep(0)
for wrong in [lambda: time.sleep(-1), lambda: time.sleep("x"), lambda: time.sleep()]:
    try:
        wrong()
    except (ValueError, TypeError) as error:
        print(type(error).__name__)
