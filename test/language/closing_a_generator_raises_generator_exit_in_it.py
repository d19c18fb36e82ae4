def polite():
    try:
        yield 1
    except GeneratorExit:
        print("asked to leave")
        raise


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


def returns():
    try:
        yield 1
    except GeneratorExit:
        return 5


for make in polite, stubborn, returns:
    g = make()
    next(g)
    try:
        print(g.close())
    except RuntimeError as error:
        print(error)
g = polite()
g.close()
print(list(g))


def loop():
    try:
        yield 1
        yield 2
    finally:
        print("cleaned")


for n in loop():
    print(n)
    break
print("after")
