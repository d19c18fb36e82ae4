# exit: 1
def f(x):
    return x + int("ten")


value = [1, f(2), 3]
