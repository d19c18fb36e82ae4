def count(limit):
    print("started")
    n = 0
    while n < limit:
        got = yield n
        print("got", got)
        n += 1 if got is None else got
    return "result"


g = count(5)
print(next(g))
print(g.send(3))
print(next(g))
try:
    next(g)
except StopIteration as stop:
    print("stop", stop.value)
print(next(g, "exhausted"))
try:
    count(1).send(1)
except TypeError as error:
    print(error)
print(list(count(2)))
