class A:
    pass


class B(A):
    """A doc."""


print(type(5), type("x").__name__, type(A), type(type), type(B()) is B, B.__name__, B.__doc__, A.__doc__, B.__bases__, B.__dict__["__doc__"])
print(isinstance(5, (str, int)), issubclass(bool, int), isinstance(B(), A), isinstance(A(), B), isinstance(5, object), isinstance(int, type))
print(type("T", (A,), {"x": 5}).x, str(B()).startswith("<__main__.B object at 0x"), B, int, type(len), type(lambda: 0), type(i for i in ()))
A.later = lambda self: "added later"
b = B()
print(b.later(), b.__class__ is B)
b.__class__ = A
print(type(b) is A, hasattr(b, "later"))
print(int.__mro__, type.__mro__, object.__bases__)
for wrong in ["isinstance(1, 5)", "issubclass(1, int)", "type('X')()", "type(1, 2)", "type('X', (5,), {})", "int.x = 1", "type('X', (bool,), {})", "setattr(b, '__class__', 5)"]:
    try:
        exec(wrong)
    except TypeError as error:
        print(error)
