def f(a, b=1, *, c=2):
    """Doc."""
    return a


class C:
    def method(self):
        return self

    @classmethod
    def made(cls):
        return cls

    @staticmethod
    def free():
        return "free"


f.attribute = 5
c = C()
print(f.__name__, f.__qualname__, f.__doc__, f.__defaults__, f.__kwdefaults__, f.attribute, f.__module__, f.__code__.co_varnames)
print(C.method.__qualname__, c.method.__self__ is c, c.method.__func__ is C.method, c.method == c.method, c.method() is c, C.method(5))
print(C.made() is C, c.made.__self__ is C, C.free(), c.free(), callable(f), callable(5), f.__get__(1)(), type(f).__name__, type(c.method).__name__)
print(len.__name__, [].append.__name__, type(len).__name__, str.upper("x"), repr(len), f.__code__.co_argcount, f.__code__.co_name)
bound = [].append
bound(1)
print(bound.__self__)
