class C:
    __secret = 1

    def __init__(self):
        self.__own = 2

    def __hidden(self):
        return self.__own + self.__secret

    def show(self):
        __local = 5
        return self.__hidden(), __local, self.__dunder__

    __dunder__ = "kept"


c = C()
print(c.show(), sorted(vars(c)), C._C__secret)
try:
    c.__own
except AttributeError as error:
    print(error)


class _Leading:
    __x = 1


print(_Leading._Leading__x)
