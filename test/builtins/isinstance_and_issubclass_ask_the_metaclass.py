class Meta(type):
    def __instancecheck__(cls, instance):
        print("instance?", instance)
        return instance == 5

    def __subclasscheck__(cls, sub):
        print("subclass?", sub.__name__)
        return 1


class Any(metaclass=Meta):
    pass


print(isinstance(5, Any), isinstance(6, (str, Any)), issubclass(int, Any), isinstance(Any(), Any))
print(isinstance("x", (int, (float, str))), issubclass(bool, (str, int)), isinstance(None, type(None)), isinstance(True, int))


class Fake:
    @property
    def __class__(self):
        return int


print(isinstance(Fake(), int), type(Fake()).__name__)
for wrong in ["isinstance(1, [int])", "issubclass(int, 5)", "isinstance(1)"]:
    try:
        eval(wrong)
    except TypeError as error:
        print(error)
