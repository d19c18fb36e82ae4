import sys


def a():
    x = 1
    x = 2
    x = 3
    return x
# errors in the trace function
def bad(frame, event, arg):
    if event == 'line' and frame.f_lineno == i.__code__.co_firstlineno + 2: raise RuntimeError('trace')
    return bad
def i():
    try:
        x = 1
        return x
    except RuntimeError as e: return 'caught', sys.gettrace(), str(e)
sys.settrace(bad); r = i(); print(r); sys.settrace(None)
def bad2(frame, event, arg):
    if event == 'return': raise RuntimeError('on return')
    return bad2
sys.settrace(bad2)
try: i()
except RuntimeError as e: print('R', e)
print(sys.gettrace())
# opcodes
cnt = 0
def op(frame, event, arg):
    global cnt
    frame.f_trace_opcodes = True; frame.f_trace_lines = False
    if event == 'opcode': cnt += 1
    elif event == 'line': print('line?')
    return op
sys.settrace(op); a(); sys.settrace(None); print(cnt > 4)
# f_trace set later; tracing of frames below
log = []
def late(frame, event, arg): log.append((frame.f_code.co_name, event, frame.f_lineno - outer.__code__.co_firstlineno)); return late
def setter():
    f = sys._getframe().f_back
    while f: f.f_trace = late; f = f.f_back
    sys.settrace(late)
def outer():
    x = 1
    setter()
    x = 2
    return x
outer()
sys.settrace(None)
print([l for l in log if l[0]=='outer'])
log.clear()
def outer():
    x = 1
    sys._getframe().f_trace = late
    sys.settrace(late)
    x = 2
    sys.settrace(None)
    x = 3
outer(); print(log)
log.clear()
def outer():
    sys.settrace(lambda *a: None)
    sys._getframe().f_trace = late
    x = 2
    sys._getframe().f_trace = None
    x = 3
outer(); sys.settrace(None); print([l for l in log if l[0]=='outer'])
# call_tracing
log.clear()
def inner(): return 5
def outer(): 
    q = 1
    return q
def ct(frame, event, arg):
    if frame.f_code.co_name == 'inner': log.append((event, 'inner'))
    elif frame.f_code.co_name == 'outer' and event == 'line' and not log: print(inner(), log, sys.call_tracing(inner, ()))
    return ct
sys.settrace(ct); outer(); sys.settrace(None); print(log)
try: sys.call_tracing(inner, 1)
except TypeError as e: print(e)
sys.settrace(print.__class__ and (lambda *a: None)); print(sys.gettrace() is not None); sys.settrace(None)
