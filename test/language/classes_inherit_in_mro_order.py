class A:
    def who(self):
        return "A"

    def chain(self):
        return ["A"]


class B(A):
    def chain(self):
        return ["B"] + super().chain()


class C(A):
    def who(self):
        return "C"

    def chain(self):
        return ["C"] + super().chain()


class D(B, C):
    def chain(self):
        return ["D"] + super().chain()


d = D()
print([k.__name__ for k in D.__mro__], d.who(), d.chain())
print(super(B, d).who(), super(D, D).chain(d))
print(isinstance(d, A), issubclass(D, (int, C)), D.__bases__ == (B, C), D.__base__.__name__)
try:
    class E(A, B):
        pass
except TypeError as error:
    print(str(error).replace("\n", " "))
print([k.__name__ for k in A.__subclasses__()])
