class M(map):
    def __next__(self):
        super().__next__()
        return 42


class Made:
    def __iter__(self):
        return M(str, [1])


for _ in range(2):
    for x in M(str, [1, 2]):
        print(x)
    for x in zip([1]):
        print(x)


def g():
    yield from M(str, [1, 2])


print(list(g()), list(M(str, [1])), [x for x in Made()], list(x for x in M(str, [1])))
a, = M(str, [1])
print(a, 42 in M(str, [1]))
