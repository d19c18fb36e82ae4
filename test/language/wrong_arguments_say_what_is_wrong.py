def f(a, b, /, c, *, d):
    pass


def g(x, y=1):
    pass


def none():
    pass


five = 5
CALLS = [
    lambda: f(),
    lambda: f(1),
    lambda: f(1, 2, 3),
    lambda: f(1, 2, 3, 4, d=1),
    lambda: f(1, b=2, c=3, d=4),
    lambda: f(1, 2, 3, d=4, e=5),
    lambda: g(1, 2, 3),
    lambda: g(1, x=2),
    lambda: g(**{"x": 1}, **{"x": 2}),
    lambda: g(*5),
    lambda: g(**5),
    lambda: g(**{1: 2}),
    lambda: none(1),
    lambda: none(k=1),
    lambda: five(),
]
for call in CALLS:
    try:
        call()
    except TypeError as error:
        print(str(error).replace("__main__.", ""))
