def numbers():
    yield 1
    yield 2


def same(x):
    return x


g = numbers()
for x in iter(g):
    break
print(next(g))
g = numbers()
for x in same(g):
    break
print(next(g))


class Box:
    def __init__(self):
        self.kept = numbers()

    def get(self):
        return self.kept

    def __iter__(self):
        return self.kept


box = Box()
for x in box.get():
    break
print(next(box.kept))
box = Box()
for x in box:
    break
print(next(box.kept))


def keeping(kept):
    kept.append(numbers())
    return kept[-1]


kept = []
for x in keeping(kept):
    break
print(next(kept[0]))
for x in (g := numbers()):
    break
print(next(g))
