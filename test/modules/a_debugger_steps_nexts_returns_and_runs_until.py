import sys


class Debugger:
    """A debugger as bdb makes one: it stops at lines, and its commands are given beforehand."""

    def __init__(self, commands):
        self.commands = list(commands)
        self.stop_frame = self.return_frame = None
        self.stop_line = 0
        self.breaks = set()

    def run(self, fn, *args):
        self.code = fn.__code__
        sys.settrace(self.dispatch)
        try:
            return fn(*args)
        finally:
            sys.settrace(None)

    def dispatch(self, frame, event, arg):
        if frame.f_code.co_filename != self.code.co_filename or frame.f_code is Debugger.run.__code__:
            return None
        if event == "line":
            if self.stops_here(frame) or frame.f_lineno in self.breaks:
                self.interact(frame, event)
        elif event == "call":
            if self.stop_frame is not None and not self.breaks:
                return None
        elif event == "return":
            if self.stops_here(frame) or frame is self.return_frame:
                self.interact(frame, f"return {arg!r}")
        elif event == "exception" and self.stops_here(frame):
            self.interact(frame, f"exception {arg[0].__name__}")
        return self.dispatch

    def stops_here(self, frame):
        if self.stop_frame is None:
            return self.stop_line == 0
        if frame is self.stop_frame:
            return self.stop_line >= 0 and frame.f_lineno >= self.stop_line
        return self.stop_frame is False

    def interact(self, frame, what):
        base = self.code.co_firstlineno
        print(f"{frame.f_code.co_name}+{frame.f_lineno - base} {what} {dict(frame.f_locals)}")
        command, *args = self.commands.pop(0) if self.commands else ("continue",)
        self.stop_frame, self.return_frame, self.stop_line = None, None, 0
        if command == "next":
            self.stop_frame = frame
        elif command == "return":
            self.stop_frame = self.return_frame = frame.f_back if frame.f_code is not self.code else frame
            self.stop_line = -1 if frame.f_code is self.code else 0
        elif command == "until":
            self.stop_frame, self.stop_line = frame, frame.f_lineno + 1
        elif command == "continue":
            self.stop_line = -1
            if not self.breaks:
                sys.settrace(None)
        elif command == "break":
            self.breaks.add(base + args[0])
            self.stop_line = -1
        elif command == "set":
            frame.f_locals[args[0]] = args[1]
        elif command == "jump":
            frame.f_lineno = base + args[0]


def helper(n):
    m = n * 2
    return m


def program(n):
    total = 0
    for i in range(n):
        total += helper(i)
    total += 1
    try:
        raise KeyError
    except KeyError:
        total += 100
    return total


print(Debugger([("step",)] * 40).run(program, 1))
print(Debugger([("next",)] * 40).run(program, 2))
print(Debugger([("next",), ("next",), ("step",), ("step",), ("return",), ("next",), ("continue",)]).run(program, 2))
print(Debugger([("next",), ("next",), ("next",), ("until",), ("next",), ("return",)]).run(program, 3))
print(Debugger([("break", 4), ("set", "total", 1000), ("jump", 9), ("next",)]).run(program, 3))
