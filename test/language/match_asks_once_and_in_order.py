class Seq(list):
    def __len__(self): print("len"); return 2
    def __getitem__(self, i): print("get", i); return list.__getitem__(self, i)
    def __iter__(self): print("iter"); return iter([1, 2])


def sequences(v):
    match v:
        case [1]: return 1
        case [3, 4]: return 34
        case [_, _, _]: return 3
        case [2, *_]: return "2*"
        case [*_, 5]: return "*5"
        case [*_]: return "*"


print(sequences(Seq([1, 2])))


class Map(dict):
    def get(self, k, d): print("get", k); return dict.get(self, k, d)
    def __len__(self): print("len"); return dict.__len__(self)
    def keys(self): print("keys"); return dict.keys(self)
    def __getitem__(self, k): print("item", k); return 1


def mappings(v):
    match v:
        case {"a": 1, "b": 2}: return "ab"
        case {"a": 5}: return "a5"
        case {"b": x, **r}: return x, r
        case {**r}: return r


for v in Map(a=1, b=3), Map(), Map(a=1), {"a": 1, "b": 2, "c": 3}, {"b": 7, "q": 8}:
    print(mappings(v))


class Log:
    a = "k"
    b = "k"

    def __init__(self, name): self.n = name
    def __eq__(self, o): print("eq", self.n, o); return False
    __hash__ = object.__hash__


def values(v):
    match v:
        case 1 | 2 | Log.a: return "x"
        case Log.b: return "y"
        case Log(n="w"): return "log"


print(values(Log("w")), values("k"))


class Meta(type):
    def __instancecheck__(cls, o): print("instancecheck"); return o == 5

    @property
    def __match_args__(cls): print("match_args"); return ("real", "imag")


class M(metaclass=Meta): pass


class G:
    __match_args__ = ("a",)
    def __getattr__(self, n): print("getattr", n)


class G2:
    def __getattr__(self, n):
        print("getattr", n)
        if n == "a": return 10
        raise AttributeError(n)


class G3:
    @property
    def a(self): print("a"); return 3

    @property
    def b(self): print("b"); raise AttributeError("b")

    @property
    def c(self): raise KeyError("c")


def classes(v):
    match v:
        case M(a, b): return a, b
        case G(a): return "G", a
        case G2(a=1, b=2): return "G2 12"
        case G2(a=10, b=2): return "G2"
        case G3(a=3, b=4): return "G3"
        case G3(a=3, c=4): return "G3c"
        case object(missing=1): return "missing"
        case object(__class__=c): return c


for v in 5, 6, G(), G2(), G3():
    try:
        print(classes(v))
    except KeyError as e:
        print("KeyError", e)
