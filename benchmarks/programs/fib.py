"""Plain recursion: calls, small ints, comparisons."""
UNITS = 392_835  # calls


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def bench():
    return fib(24) + fib(25)
