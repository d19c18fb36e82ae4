import _thread


def attempt(*steps):
    for step in steps:
        try:
            print(step())
        except BaseException as error:
            print(type(error).__name__, error)


def in_thread(fn):
    _thread.start_joinable_thread(fn).join()


local = _thread._local()
local.name = "main"
kept = local.__dict__


def other():
    print(hasattr(local, "name"), local.__dict__)
    local.name = "other"
    print(local.name, local.__dict__, kept)


in_thread(other)
print(local.name, local.__dict__ is kept)
attempt(
    lambda: local.missing,
    lambda: delattr(local, "missing"),
    lambda: setattr(local, "__dict__", {}),
    lambda: delattr(local, "__dict__"),
    lambda: _thread._local(1),
    lambda: _thread._local(key=1),
)
del local.name
attempt(lambda: local.name)


class Numbered(_thread._local):
    shared = []
    __slots__ = "slot"

    def __init__(self, start, /, step=1):
        self.value = start
        self.step = step
        Numbered.shared.append(start)

    @property
    def next(self):
        self.value += self.step
        return self.value

    def peek(self):
        return self.value


numbered = Numbered(10, step=5)
numbered.slot = "the same for all"
print(numbered.next, numbered.next)


def count():
    print(numbered.peek(), numbered.next, numbered.slot, numbered.shared)


in_thread(count)
in_thread(count)
print(numbered.peek(), Numbered.shared)
attempt(lambda: Numbered())


class Failing(_thread._local):
    def __init__(self):
        if _thread.get_ident() != _thread._get_main_thread_ident():
            raise ValueError("not here")


failing = Failing()
in_thread(lambda: attempt(lambda: failing.value))


class Guarded(_thread._local):
    def __getattr__(self, name):
        return f"no {name}"


guarded = Guarded()
guarded.x = 1
in_thread(lambda: print(guarded.x, guarded.y))
print(guarded.x, guarded.y)
