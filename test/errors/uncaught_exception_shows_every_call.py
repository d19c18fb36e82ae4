# exit: 1
def first(n):
    return second(n + 1)


def second(n):
    return n / 0


first(1)
