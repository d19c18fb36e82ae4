class MyList(list):
    def first(self):
        return self[0]


class MyDict(dict):
    def __getitem__(self, key):
        return ("mine", super().__getitem__(key))


class MyStr(str):
    def shout(self):
        return self.upper() + "!"


class MyInt(int):
    def __add__(self, other):
        return MyInt(int(self) + other + 100)

    def __repr__(self):
        return f"MyInt({int(self)})"


x = MyList([1, 2])
x.append(3)
x.note = "kept"
print(x, x.first(), x.note, type(x + [4]).__name__, x == [1, 2, 3], isinstance(x, list), len(x), x[1:])
d = MyDict(a=1)
print(d["a"], d.get("a"), d, {**d}, type(d.copy()).__name__)
s = MyStr("abc")
print(s.shout(), s == "abc", {s: 1}["abc"], type(s + "d").__name__, s[0], hash(s) == hash("abc"), f"{s:>5}")
n = MyInt(5)
print(n + 1, 1 + n, n * 2, n == 5, [0] * n, range(n), "%d" % n, {5: "x"}[n])


class Pair(tuple):
    def __new__(cls, a, b):
        return super().__new__(cls, (a, b))


p = Pair(1, 2)
print(p, p[0], p == (1, 2), isinstance(p, tuple), MyStr(5), MyInt("7"))
