def empty():
    return
    yield


def show(action):
    try:
        try:
            1 / 0
        except ZeroDivisionError:
            action()
    except Exception as error:
        print(type(error).__name__, type(error.__context__).__name__)


show(lambda: next(empty()))
show(lambda: empty().send(None))
show(lambda: next(x for x in ()))
key = lambda x: sorted([1, 2], key=key)
show(lambda: key(1))
