import math


def t(f, *a, **k):
    try:
        print(repr(f(*a, **k)))
    except TypeError as e:
        print(e)


t(int, 1, basee=3); t(print, sepp=1); t([].sort, kee=1); t("".encode, encodin="a"); t("a".split, maxsplitt=1); t(sum, [], starrt=1)
t(max, 1, 2, kei=1); t(min, 1, zzzz=1); t(round, 1, ndigit=1); t(compile, "1", "f", "eval", flag=1); t(str, objekt=1); t(zip, stric=True)
t(ImportError, nam=1); t(exec, "1", global_=1); t(int.from_bytes, b"a", byteordr="big"); t(math.isclose, 1, 2, rel_to=1)


class A:
    def m(self): pass


five = 5
one = {"x": 1}
t(lambda: math.sqrt(*five)); t(lambda: math.sqrt(**five)); t(lambda: [].append(*five)); t(lambda: "".join(**five)); t(lambda: int(*five))
t(lambda: str.join(*five)); t(lambda: (lambda: 1)(*five)); t(lambda: A(*five)); t(lambda: A().m(*five)); t(lambda: A.m(**five))
t(lambda: math.sqrt(**one, **one)); t(lambda: A().m(**one, **one)); t(lambda: A(**one, **one)); t(lambda: (1).real(*five))
t(lambda: t(x=1, **one))
