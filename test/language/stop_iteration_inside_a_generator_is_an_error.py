def leaks():
    yield 1
    raise StopIteration("leaked")


g = leaks()
next(g)
try:
    next(g)
except RuntimeError as error:
    print(error, repr(error.__cause__))


def busy():
    yield next(me)


me = busy()
try:
    next(me)
except ValueError as error:
    print(error)


def thrown():
    try:
        yield 1
    finally:
        print("finally")


g = thrown()
next(g)
try:
    g.throw(KeyError("k"))
except KeyError as error:
    print(repr(error))
try:
    thrown().throw(KeyError("unstarted"))
except KeyError as error:
    print(repr(error))
