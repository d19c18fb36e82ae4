import _abc


class Meta(type):
    def __new__(meta, name, bases, namespace):
        cls = super().__new__(meta, name, bases, namespace)
        _abc._abc_init(cls)
        return cls

    def register(cls, subclass):
        return _abc._abc_register(cls, subclass)

    def __instancecheck__(cls, instance):
        return _abc._abc_instancecheck(cls, instance)

    def __subclasscheck__(cls, subclass):
        return _abc._abc_subclasscheck(cls, subclass)


def attempt(function, *args):
    try:
        print(repr(function(*args)))
    except Exception as error:
        print(type(error).__name__, error)


class A(metaclass=Meta):
    pass


class B:
    pass


class C(A):
    pass


print(isinstance(B(), A), issubclass(B, A))
before = _abc.get_cache_token()
print(A.register(B) is B, _abc.get_cache_token() - before)
print(isinstance(B(), A), issubclass(B, A), issubclass(type("Below", (B,), {}), A), isinstance(C(), A))
C.register(int)
print(isinstance(5, A), isinstance(True, A), isinstance("5", A), issubclass(int, C))
print(len(_abc._get_dump(A)), [one() is B for one in _abc._get_dump(A)[0]])
attempt(A.register, 1)
attempt(C.register, A)
attempt(_abc._abc_subclasscheck, A, 1)
attempt(_abc._abc_instancecheck, B, 1)
attempt(_abc._abc_init, 5)
attempt(_abc._get_dump, 5)
attempt(_abc.get_cache_token, 1)
attempt(_abc._abc_init)
_abc._reset_registry(A)
print(isinstance(B(), A))
_abc._reset_caches(A)
print(isinstance(B(), A), type(A._abc_impl))


class Hooked(metaclass=Meta):
    answer = NotImplemented

    @classmethod
    def __subclasshook__(cls, subclass):
        return cls.answer


for answer in True, False, NotImplemented, 5:
    Hooked.answer = answer
    attempt(issubclass, type("Fresh", (), {}), Hooked)


class Abstract:
    __isabstractmethod__ = True


class Broken:
    @property
    def __isabstractmethod__(self):
        raise ValueError("no answer")


class Base(metaclass=Meta):
    w = Abstract()
    x = property(Abstract())
    y = classmethod(Abstract())

    def z(self):
        pass

    z.__isabstractmethod__ = True
    other = 5


class Derived(Base):
    w = x = 1


print(sorted(Base.__abstractmethods__), sorted(Derived.__abstractmethods__))
attempt(Base)
attempt(Derived)
print(type(Meta("Whole", (Derived,), {"y": 2, "z": 3})()).__name__)
attempt(Meta, "Bad", (), {"x": Broken()})


class Sequence(metaclass=Meta):
    __abc_tpflags__ = 1 << 5


class Items:
    def __len__(self):
        return 2

    def __getitem__(self, index):
        return "ab"[index]


class More(Items):
    pass


def kind(value):
    match value:
        case [first, *rest]:
            return first, rest
        case _:
            return None


print("__abc_tpflags__" in Sequence.__dict__, kind(Items()), kind(More()))
Sequence.register(Items)
print(kind(Items()), kind(More()), kind(type("Last", (More, Sequence), {})()))
attempt(Meta, "Both", (), {"__abc_tpflags__": 3 << 5})


class Lying:
    @property
    def __class__(self):
        return C


print(isinstance(Lying(), A), isinstance(Lying(), C))
