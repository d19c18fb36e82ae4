def show(make):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e)
    print(b)


b = bytearray(b"abc")
v = memoryview(b)
for make in (
    lambda: b.append(1), lambda: b.clear(), lambda: b.extend(b"x"), lambda: b.pop(), lambda: b.insert(0, 1),
    lambda: b.__delitem__(0), lambda: b.__delitem__(slice(None, None, 2)), lambda: b.__setitem__(slice(0, 1), b"xyz"),
    lambda: b.__iadd__(b"x"), lambda: b.__imul__(2), lambda: b.remove(97), lambda: b.__init__(b"q"), lambda: b.resize(10),
    lambda: b.reverse(), lambda: b.__setitem__(slice(0, 1), b"x"), lambda: b.__setitem__(0, 5), lambda: b.extend(b""),
    lambda: b.resize(3), lambda: b.__delitem__(slice(0, 0)), lambda: b.__imul__(1), lambda: b.__iadd__(b""),
):
    show(make)
print(v.tolist())
v.release()
show(lambda: b.append(3))
v = memoryview(b)
del v
show(lambda: b.append(4))
with memoryview(b) as v:
    show(lambda: b.append(5))
show(lambda: b.append(5))
print(bytes(memoryview(b)[1:3]))
show(lambda: b.append(6))


class Owner:
    def __init__(self):
        self.view = memoryview(b)


def local():
    v = memoryview(b)[1:]
    b.pop()


def closed():
    v = memoryview(b)

    def inner():
        b.pop()
        return v

    inner()


show(local)
show(lambda: b.pop())
show(closed)
o = Owner()
show(lambda: b.pop())
o.view.release()
show(lambda: b.pop())
views = [memoryview(b), memoryview(b)[:1]]
show(lambda: b.pop())
for view in views:
    view.release()
show(lambda: b.pop())
