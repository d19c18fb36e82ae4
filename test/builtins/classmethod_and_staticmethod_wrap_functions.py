class C:
    @classmethod
    def make(cls, *args):
        return cls.__name__, args

    @staticmethod
    def plain(*args):
        return args

    lazy = staticmethod(len)
    other = classmethod(lambda cls: cls.__name__)


class D(C):
    pass


print(C.make(1), D.make(), D().make(2), C.plain(1), C().plain(2), C.lazy("abc"), D.other())
print(C.__dict__["make"].__func__(D), C.__dict__["plain"](7), C.__dict__["make"].__get__(None, D)(), C.__dict__["plain"].__wrapped__ is C.plain)
print(type(C.__dict__["make"]).__name__, type(C.make).__name__, type(C.plain).__name__)
