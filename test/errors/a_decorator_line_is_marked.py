# exit: 1
def decorate(f):
    raise TypeError("not decorated")


@decorate
def f():
    pass
