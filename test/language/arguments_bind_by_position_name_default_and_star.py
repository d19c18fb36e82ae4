def f(a, b=2, /, c=3, *args, d, e=5, **kwargs):
    return a, b, c, args, d, e, kwargs


print(f(1, d=4))
print(f(1, 20, 30, 40, 50, d=60, z=7))
print(f(*[1, 2, 3], *(4,), **{"d": 5}, **{"k": 6}))
print(f(1, d=2, a=3, b=4))


def g(x, *, y):
    return x, y


print(g(y=1, x=2))


def say(n):
    print("say", n)
    return n


def h(*args, **kwargs):
    print(args, kwargs)


h(say(1), *[say(2)], say(3), k=say(4), **{"l": say(5)})
h(*"ab", **dict(zip("cd", range(2))))
