class C:
    def __call__(self, *args, **kwargs):
        return args, kwargs


c = C()
print(callable(c), callable(C), callable(5), callable(len), callable(lambda: 0), callable(C().__call__), c(1, *[2], k=3))
i = object.__new__(C)
i.__call__ = None
print(callable(i), i())


class NoCall:
    pass


n = NoCall()
n.__call__ = lambda: 1
print(callable(n))
try:
    n()
except TypeError as error:
    print(error)
print(type(c) is C, type(type(c)) is type, type(1.5)("2"), type([])("ab"))
