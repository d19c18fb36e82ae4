class A:
    x = "A.x"

    def f(self):
        return "A"

    @classmethod
    def c(cls):
        return "A.c", cls.__name__

    @property
    def p(self):
        return "A.p"


class B(A):
    x = "B.x"

    def f(self):
        inner = lambda: super(B, self).f()
        return "B" + super().f() + inner() + super().x + super().p

    @classmethod
    def c(cls):
        return super().c()

    def listed(self):
        return [super(B, self).f() for _ in range(2)]

    def __getitem__(self, i):
        return super().__getattribute__("x")


print(B().f(), B.c(), B().listed(), B()[0], super(B, B()).f(), super(B, B).c())
for wrong in [lambda: super(), lambda: super(A, 5).f(), lambda: super(B, B()).nope, lambda: super(5, 6)]:
    try:
        wrong()
    except (RuntimeError, TypeError, AttributeError) as error:
        print(type(error).__name__, error)


class C(B):
    def f(self):
        def helper(me):
            return super(C, me).f()
        return "C" + helper(self)


print(C().f(), super(B, C()).__thisclass__.__name__, super(B, C()).__self_class__.__name__)
