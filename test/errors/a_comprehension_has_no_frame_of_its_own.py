# exit: 1
def f(items):
    return [10 // n for n in items]


f([1, 0])
