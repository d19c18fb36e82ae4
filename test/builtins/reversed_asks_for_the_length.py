def t(function):
    try:
        return function()
    except BaseException as error:
        return type(error).__name__, str(error), getattr(error, "value", "-")


class R:
    def __len__(self): raise ValueError("len")
    def __getitem__(self, i): return i
print(t(lambda: reversed(R())))
class R2:
    def __len__(self): return -1
    def __getitem__(self, i): return i
print(t(lambda: reversed(R2())))
class R3:
    def __len__(self): return "a"
    def __getitem__(self, i): return i
print(t(lambda: reversed(R3())))
class R4:
    n = 0
    def __len__(self):
        R4.n += 1
        if R4.n > 1: raise KeyError("later")
        return 3
    def __getitem__(self, i): return i
r = reversed(R4()); print(t(lambda: r.__length_hint__()), t(lambda: list(r)), r.__reduce__()[1:][1])
