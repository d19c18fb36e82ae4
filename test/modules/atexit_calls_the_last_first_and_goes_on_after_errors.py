import atexit
import sys


def hook(unraisable):
    print(unraisable.err_msg.partition(" at 0x")[0], repr(unraisable.exc_value))


sys.unraisablehook = hook


def attempt(*steps):
    for step in steps:
        try:
            print(step())
        except BaseException as error:
            print(type(error).__name__, error)


def second():
    print("second")


def first():
    print("first")
    atexit.register(print, "registered while they run")


def fail():
    raise ValueError(1)


def leave():
    raise SystemExit(4)


print(atexit.register(fail) is fail, atexit.register(leave) is leave)
atexit.register(second)
atexit.register(first)
print(atexit._ncallbacks())
attempt(atexit._run_exitfuncs, atexit._ncallbacks, lambda: atexit.register(1))


class Odd:
    def __eq__(self, other):
        raise KeyError("compared")

    def __call__(self):
        pass


atexit.register(Odd())
attempt(lambda: atexit.unregister(print), atexit._ncallbacks)
atexit._clear()


@atexit.register
def decorated():
    print("at the end, last")


atexit.register(print, "at the end", "second", sep=", ")
atexit.register(fail)
for _ in range(2):
    atexit.register(second)
atexit.unregister(second)
atexit.register(print, "at the end, first")
