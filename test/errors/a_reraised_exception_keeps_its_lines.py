# exit: 1
def f():
    raise ValueError("original")


try:
    f()
except ValueError:
    print("cleaning up")
    raise
