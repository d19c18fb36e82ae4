import sys

sys.setrecursionlimit(300)


def down(n):
    return down(n + 1)


class Deep:
    def __repr__(self):
        return repr(self)

    def __eq__(self, other):
        return self == other

    def __getattr__(self, name):
        return getattr(self, name + "x")

    def __call__(self):
        return self()

    def __len__(self):
        return len(self)


class Sorts:
    def __lt__(self, other):
        return sorted([self, other])


d = Deep()
for action in [lambda: down(0), lambda: repr(d), lambda: d == d, lambda: d.x, lambda: d(), lambda: len(d), lambda: sorted([Sorts(), Sorts()]),
               lambda: list(map(lambda n: down(n), [1]))]:
    try:
        action()
    except RecursionError as error:
        print(str(error).split(" in ")[0].split(" while ")[0])
print("still works", len([1]))
