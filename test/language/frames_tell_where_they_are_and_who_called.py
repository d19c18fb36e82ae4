import sys


def attempt(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


def generator():
    yield sys._getframe()


it = generator()
frame = it.gi_frame
print(frame.f_back, frame.f_generator is it, frame.f_lineno == generator.__code__.co_firstlineno)
print(frame.f_trace, frame.f_trace_lines, frame.f_trace_opcodes)
frame.f_trace_lines = False
frame.f_trace = 5
print(frame.f_trace_lines, frame.f_trace)
del frame.f_trace
for name, value in [("f_trace_lines", 1), ("f_trace_opcodes", "x"), ("f_lineno", 1), ("f_lineno", "x"),
                    ("f_back", 1), ("f_code", 1), ("f_locals", 1), ("f_globals", 1), ("new", 1)]:
    attempt(lambda: setattr(frame, name, value))
attempt(lambda: delattr(frame, "f_trace_lines"))
attempt(lambda: delattr(frame, "f_lineno"))
frame.clear()
print(it.gi_frame, list(it))
attempt(lambda: sys._getframe().clear())
suspended = next(generator())
attempt(lambda: it2.gi_frame.clear())
it2 = generator()
next(it2)
attempt(lambda: it2.gi_frame.clear())


def fails():
    value = 1
    1 / 0


try:
    fails()
except ZeroDivisionError as error:
    inner = error.__traceback__.tb_next.tb_frame
    print(inner.f_locals, inner.f_back is sys._getframe(), inner.f_lineno == fails.__code__.co_firstlineno + 2)
    inner.clear()
    print(inner.f_locals)
print(sys._getframemodulename(), sys._getframemodulename(99))
attempt(lambda: sys._getframe(1000))
print([f is sys._getframe() for f in sys._current_frames().values()], list(sys._current_exceptions().values()))
try:
    1 / 0
except ZeroDivisionError:
    print(sys.exc_info()[0], list(sys._current_exceptions().values()), sys.exception() is sys.exc_info()[1])
