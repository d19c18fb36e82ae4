# exit: 1
def f():
    raise KeyError("k")


f()
