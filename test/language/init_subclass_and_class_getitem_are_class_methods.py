class Plugin:
    known = []

    def __init_subclass__(cls, /, tag=None, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.tag = tag
        Plugin.known.append(cls.__name__)

    def __class_getitem__(cls, item):
        return f"{cls.__name__}[{item!r}]"


class A(Plugin, tag="a"):
    pass


class B(A):
    pass


print(Plugin.known, A.tag, B.tag, A[int, 5])
try:
    class C(Plugin, other=1):
        pass
except TypeError as error:
    print(error)
