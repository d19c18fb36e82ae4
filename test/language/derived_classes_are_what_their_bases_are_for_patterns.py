class T(tuple): pass
class D(dict): pass
class S(str): pass
class I(int): pass
class J(int): __match_args__ = ("real",)
class B(bytearray): pass
class Mixed(T, metaclass=type): pass


def what(v):
    match v:
        case [a, b]: return "sequence", a, b
        case {"a": 1}: return "mapping"
        case J(x): return "J", type(x).__name__
        case I(x): return "I", type(x).__name__
        case str(x): return "str", type(x).__name__
        case bytearray(x): return "bytearray", type(x).__name__
        case type(__name__=name): return "type", name


for v in T([1, 2]), D(a=1), S("ab"), I(4), J(4), B(b"ab"), Mixed([1, 2]), T:
    print(what(v))


class Own:
    def __len__(self): return 2
    def __getitem__(self, i): return i
    def keys(self): return [0]


print(what(Own()), what(dict(a=1).keys()), what(iter([1, 2])))
SEQUENCE, MAPPING, SELF = 1 << 5, 1 << 6, 1 << 22
for C in list, tuple, range, dict, T, D, Mixed, int, I, str, bytes, bytearray, object, set, Own:
    print(C.__name__, C.__flags__ & SEQUENCE, C.__flags__ & MAPPING, C.__flags__ & SELF)
