s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, slice(5), slice(None), s.indices(6), slice(None, None, -1).indices(5), slice(-3, None).indices(10))
print([0, 1, 2, 3][s], "abcdef"[slice(4, 1, -1)], slice(1, 2) == slice(1, 2), slice(1) < slice(2))


class Shows:
    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        print("set", key, value)

    def __delitem__(self, key):
        print("del", key)


x = Shows()
print(x[1], x[1:2], x[::3], x[:, 1], x[..., None], x["a":"b"], x[()], x[1, 2:3], x[*[1, 2]])
x[1:2] = 5
del x[::2], x["k"]


class Index:
    def __index__(self):
        return 2


print("abcdef"[Index()], "abcdef"[Index():], [1, 2, 3][: Index()], range(9)[Index()])
