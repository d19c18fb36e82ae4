class C:
    def __new__(cls, *args):
        print("new", cls.__name__, args)
        return super().__new__(cls)

    def __init__(self, *args):
        print("init", args)


C(1, 2)


class Other:
    def __new__(cls):
        return "not an instance"

    def __init__(self):
        print("never")


print(Other())


class Celsius(float):
    def __new__(cls, degrees, note):
        self = super().__new__(cls, degrees)
        self.note = note
        return self


t = Celsius(21.5, "warm")
print(t + 1, t.note, isinstance(t, float))


class Bad:
    def __init__(self):
        return 5


for make in [lambda: Bad(), lambda: object(1), lambda: C.__new__(int)]:
    try:
        make()
    except TypeError as error:
        print(error)
