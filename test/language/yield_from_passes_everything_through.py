def inner():
    try:
        while True:
            try:
                got = yield "ready"
                print("inner got", got)
            except ValueError as error:
                print("inner caught", error)
                yield "recovered"
            if got == "stop":
                return "inner result"
    finally:
        print("inner closed")


def outer():
    result = yield from inner()
    print("outer has", result)
    yield from "ab"
    return (yield from [])


g = outer()
print(next(g))
print(g.send(1))
print(g.throw(ValueError("thrown")))
print(next(g))
print(g.send("stop"), next(g))
print(list(g))
h = outer()
next(h)
h.close()
try:
    next(h)
except StopIteration:
    print("closed")
