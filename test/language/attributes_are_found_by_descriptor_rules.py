class Data:
    def __get__(self, instance, owner):
        return "data", instance is None, owner.__name__

    def __set__(self, instance, value):
        print("set", value)

    def __delete__(self, instance):
        print("delete")

    def __set_name__(self, owner, name):
        print("named", owner.__name__, name)


class NonData:
    def __get__(self, instance, owner):
        return "non-data"


class C:
    d = Data()
    n = NonData()
    plain = "class"


c = C()
c.__dict__.update(d="instance", n="instance", plain="instance")
print(c.d, c.n, c.plain)
print(C.d, C.n)
c.d = 5
del c.d
c.n = 6
print(c.n, vars(c))
print(C.__dict__["d"].__class__.__name__)
