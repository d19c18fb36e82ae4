def numbers():
    print("evaluated")
    return [1, 2]


def second():
    print("later")
    return [10]


g = (a * b for a in numbers() for b in second())
print("made")
print(list(g))
try:
    (x for x in 5)
except TypeError as error:
    print(error)
g = (1 // n for n in (1, 0))
print(next(g))
try:
    next(g)
except ZeroDivisionError as error:
    print(error)
print(list(g))
