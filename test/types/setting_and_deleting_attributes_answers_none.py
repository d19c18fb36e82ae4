class C:
    x = property(None, lambda s, v: 5, lambda s: 6)
    __setattr__ = lambda *a: 7
class D:
    x = property(None, lambda s, v: 5, lambda s: 6)
print(setattr(C(), "x", 1), delattr(C(), "x"), C().__setattr__("x", 1), object.__setattr__(C(), "x", 1), object.__delattr__(C(), "x"), C().__delattr__("x"))
print(setattr(D(), "x", 1), delattr(D(), "x"), D().__setattr__("x", 1),D().__delattr__("x"))
print(D.x.__set__(D(), 1), D.x.__delete__(D()))
class M(type): x=D.x
class E(metaclass=M): pass
print(setattr(E,"x",1), delattr(E,"x"), type.__setattr__(E,"x",1), type.__delattr__(E,"x"))
class G:
    def __set__(*a): return 3
    def __delete__(*a): return 4
class H: g = G.__new__(G)
print(setattr(H(), "g", 1), delattr(H(), "g"), H().__setattr__("g",1))
