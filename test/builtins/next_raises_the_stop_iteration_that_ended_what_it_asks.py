def t(function):
    try:
        return function()
    except BaseException as error:
        return type(error).__name__, str(error), getattr(error, "value", "-")


def stop(x): raise StopIteration(x)
print(t(lambda: next(map(stop, [5]))))
print(t(lambda: next(filter(stop, [5]))))
def g(): return (yield from map(stop, [7]))
print(t(lambda: next(g())))
print(t(lambda: next(zip(map(stop,[3]),[1]))), t(lambda: next(enumerate(map(stop,[3])))))
class It:
    def __iter__(self): return self
    def __next__(self): raise StopIteration(9)
print(t(lambda: next(It())), t(lambda: next(map(int, It()))), t(lambda: next(zip(It()))), t(lambda: next(filter(None, It()))), t(lambda: next(enumerate(It()))), t(lambda: next(iter(It()))), t(lambda: next(iter(lambda: stop(4), 1))))
