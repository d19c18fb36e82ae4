def say(x):
    print("default", x)
    return x


def f(items=say([])):
    items.append(len(items))
    return items


print(f(), f(), f([9]))
print(f.__defaults__)
n = 1


def g(x=n, *, y=n + 1):
    return x, y


n = 100
print(g(), g.__kwdefaults__)
g.__defaults__ = (7,)
print(g())
