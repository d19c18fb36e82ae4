def names(value):
    return [name for name in dir(value) if not name.startswith("_")]


class Lying:
    own = 1
    __class__ = property(lambda self: int)


class Elsewhere:
    own = 1
    __dict__ = {"kept": 2}


class Computed:
    own = 1
    __dict__ = property(lambda self: {"made": 3, "up": 4})


class NoDict:
    own = 1
    __dict__ = 5


class Hidden:
    own = 1

    def __getattribute__(self, name):
        if name == "__dict__":
            raise AttributeError(name)
        return object.__getattribute__(self, name)


class Failing:
    @property
    def __dict__(self):
        raise ValueError("asked")


class Delegating:
    def __init__(self, target):
        self.target = target

    def __getattribute__(self, name):
        return getattr(object.__getattribute__(self, "target"), name)


class FakeClass:
    __dict__ = {"of_class": 1}
    __bases__ = (Elsewhere,)


class Posing:
    __class__ = FakeClass()


print(names(Lying()) == names(1))
for cls in Elsewhere, Computed, NoDict, Hidden, Posing:
    value = cls()
    value.stored = 6
    print(cls.__name__, names(value))
print(names(Delegating(Elsewhere())))
try:
    dir(Failing())
except ValueError as error:
    print(error)
print(Elsewhere().__dict__, vars(Elsewhere()), Elsewhere().__dict__ is Elsewhere.__dict__["__dict__"])


class Meta(type):
    def mro(cls):
        print("mro of", cls.__name__)
        return super().mro()


class A(metaclass=Meta):
    pass


try:
    type("New", (A, A), {})
except TypeError as error:
    print(error)
try:
    type("Undocumented", (), {"__doc__": "ab\ud800"})
except UnicodeEncodeError as error:
    print(error)
