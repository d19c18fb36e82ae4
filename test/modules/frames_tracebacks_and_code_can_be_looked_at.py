import sys


def inner(a, *, b=2):
    hidden = lambda: a
    frame = sys._getframe()
    names = frame.f_locals
    return names["a"], names["b"], names["frame"] is frame, names["hidden"]() == 1, frame.f_code.co_varnames, frame.f_code.co_cellvars, frame.f_back.f_code.co_name, frame.f_lineno


print(inner(1))
code = inner.__code__
print(code.co_flags, code.co_name, code.co_qualname, code.co_firstlineno, code.co_argcount, code.co_kwonlyargcount, code.co_nlocals)
print(hash(code) == hash(inner.__code__), code == inner.__code__, code == 5, repr(code).startswith("<code object inner at 0x"))
frame = sys._getframe()
print(frame.f_globals is globals(), frame.f_locals is globals(), frame.f_code.co_name)
try:
    frame.clear()
except RuntimeError as error:
    print(error)


def fail():
    1 / 0


try:
    fail()
except ZeroDivisionError as error:
    traceback = error.__traceback__
print(traceback.tb_lineno, traceback.tb_frame is frame, traceback.tb_next.tb_frame.f_code.co_name, traceback.tb_next.tb_next)
for wrong in [traceback, 5]:
    try:
        traceback.tb_next = wrong
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
traceback.tb_next.tb_frame.clear()
traceback.tb_next = None
print(traceback.tb_next)
lines = list(code.co_lines())
print(lines[0][0], all(start < end for start, end, line in lines), {line for start, end, line in lines} >= {5, 6, 7, 8})
print(len(list(code.co_positions())) * 2 == lines[-1][1], len(next(iter(code.co_positions()))))


def generate():
    yield 1


suspended = generate()
next(suspended)
try:
    suspended.gi_frame.clear()
except RuntimeError as error:
    print(error)
