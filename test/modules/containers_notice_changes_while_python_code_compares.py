from _collections import OrderedDict, deque


class Meddler:
    def __init__(self, action, answer=False):
        self.action, self.answer = action, answer

    def __eq__(self, other):
        self.action()
        return self.answer

    __hash__ = None


def attempt(function, *args):
    try:
        print(repr(function(*args)))
    except Exception as error:
        print(type(error).__name__, error)


for name in "count", "index", "remove", "__contains__":
    for answer in False, True:
        d = deque([1, 2, 3])
        attempt(getattr(d, name), Meddler(d.clear, answer))
        d = deque([1, 2, 3])
        attempt(getattr(d, name), Meddler(lambda: d.append(4), answer))
d = deque([1, 2, 3])
attempt(lambda: d == deque([Meddler(d.pop, True), 2, 3]))
attempt(lambda: d.extend(x for x in d))


def loop(container, change):
    try:
        for item in container:
            change(item)
            print(item, end=" ")
        print("ended")
    except RuntimeError as error:
        print(error)


d = deque([1, 2, 3])
loop(d, lambda i: d.append(i))
d = deque([1, 2, 3])
loop(d, lambda i: d.rotate())
d = deque([1, 2, 3])
loop(d, lambda i: d.__setitem__(0, i))
d = deque([1, 2, 3])
loop(reversed(d), lambda i: d.popleft())

for change in (
    lambda o, k: o.move_to_end("b"),
    lambda o, k: o.pop("c", 1),
    lambda o, k: o.__setitem__(k, 5),
    lambda o, k: o.__setitem__(k + "1", 5),
    lambda o, k: o.clear(),
    lambda o, k: k == "c" and o.__setitem__("d", 1),
):
    for way in OrderedDict.keys, reversed:
        o = OrderedDict.fromkeys("abc")
        loop(way(o), lambda k: change(o, k))
it = iter(deque([1, 2, 3, 4]))
next(it)
print(it.__length_hint__(), it.__reduce__()[1], list(it), list(it), type(it).__name__)
