import sys


def show(source):
    events = []

    def trace(frame, event, arg):
        if frame.f_code.co_filename != "traced":
            return None
        shown = arg[0].__name__ if event == "exception" else "" if arg is None else repr(arg).split(" at 0x")[0]
        events.append(f"{frame.f_code.co_name} {event} {frame.f_lineno} {shown}".rstrip())
        return trace

    code = compile(source, "traced", "exec")
    sys.settrace(trace)
    try:
        exec(code, {"__name__": "traced"})
    finally:
        sys.settrace(None)
    print(*events, sep="\n")
    print()


show("""
def g():
    x = yield 1
    try:
        yield 2
    finally:
        y = 3
for v in g():
    v
it = g()
next(it)
it.send(5)
it.close()
""")
