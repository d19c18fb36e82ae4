import sys


def show(e, depth=0):
    if e is None:
        return "None"
    own = ""
    if isinstance(e, BaseExceptionGroup):
        own = "[" + ", ".join(show(i) for i in e.exceptions) + "]"
    extra = ""
    if e.__cause__ is not None:
        extra += " cause " + type(e.__cause__).__name__
    if e.__context__ is not None:
        extra += " context " + type(e.__context__).__name__
    if e.__suppress_context__:
        extra += " suppressed"
    lines = 0
    tb = e.__traceback__
    while tb is not None:
        lines += 1
        tb = tb.tb_next
    return f"{type(e).__name__}({'' if own else e!s}{own}){extra} tb{lines}"


def attempt(f, *args):
    try:
        print("->", f(*args))
    except BaseException as e:
        print("raised", show(e), repr(str(e)))


GROUP = lambda: ExceptionGroup("g", [ValueError(1), TypeError(2), ExceptionGroup("h", [ValueError(3), OSError(4)])])


def handlers(make, *types):
    def body():
        try:
            raise make()
        except* types[0] as e:
            print("first", show(e), e is sys.exception())
        except* types[1:] as e:
            print("second", show(e), e is sys.exception())
        else:
            print("else")
        finally:
            print("finally", sys.exception())
        try:
            e
        except UnboundLocalError:
            print("e is unbound")
        return "done"
    return body


attempt(handlers(GROUP, ValueError, TypeError))
attempt(handlers(GROUP, ValueError, TypeError, OSError))
attempt(handlers(GROUP, Exception))
attempt(handlers(GROUP, KeyError))
attempt(handlers(lambda: ValueError("naked"), ValueError))
attempt(handlers(lambda: ValueError("naked"), KeyError, ValueError))
attempt(handlers(lambda: ValueError("naked"), KeyError))
attempt(handlers(lambda: KeyboardInterrupt("k"), Exception, BaseException))
attempt(handlers(lambda: BaseExceptionGroup("b", [KeyboardInterrupt(), ValueError(1)]), ValueError))


def nothing():
    try:
        pass
    except* ValueError:
        print("never")
    else:
        print("else")
    return 1


attempt(nothing)


def raising(how, make=GROUP):
    try:
        raise make()
    except* ValueError as e:
        how(e)
    except* TypeError as e:
        how(e)


def again(e): raise
def same(e): raise e
def other(e): raise KeyError("new")
def caused(e): raise KeyError("new") from e
def unrelated(e): raise KeyError("new") from None
def silent(e): pass
def regroup(e): raise ExceptionGroup("mine", e.exceptions)
def first_only(e):
    if e.subgroup(ValueError):
        raise KeyError("first")
def inner(e):
    try:
        raise ExceptionGroup("inner", [KeyError(1), OSError(2)])
    except* KeyError as f:
        print("inner", show(f))


for how in again, same, other, caused, unrelated, silent, regroup, first_only, inner:
    print(how.__name__)
    attempt(raising, how)
    attempt(raising, how, lambda: ValueError("naked"))
    attempt(raising, how, lambda: ExceptionGroup("all", [ValueError(1)]))


def direct(make):
    try:
        raise make()
    except* ValueError:
        raise
    except* TypeError as e:
        raise e


attempt(direct, GROUP)
attempt(direct, lambda: ValueError(1))


def bad(make, types):
    try:
        raise make()
    except* types:
        print("never")


for types in ExceptionGroup, BaseExceptionGroup, (ValueError, ExceptionGroup), 1, (ValueError, 1), ((ValueError,),), int, ():
    attempt(bad, GROUP, types)
    attempt(bad, lambda: KeyError(1), types)


class Split(ExceptionGroup):
    answer = None

    def split(self, types):
        print("split", types)
        return self.answer


for answer in None, [1, 2], (), (None,), (None, None), (None, None, 3):
    Split.answer = answer
    attempt(bad, lambda: Split("s", [ValueError(1)]), OSError)


def loops():
    for i in range(3):
        try:
            raise ExceptionGroup("g", [ValueError(i)])
        except* ValueError as e:
            for j in range(3):
                if j == 1:
                    break
                print(i, j)
        print("end", i)


loops()


def gen():
    try:
        yield 1
    except* ValueError as e:
        yield show(e), sys.exception() is e
    except* TypeError as e:
        yield show(e)


g = gen()
print(next(g), g.throw(GROUP()), next(g))
attempt(next, g)
