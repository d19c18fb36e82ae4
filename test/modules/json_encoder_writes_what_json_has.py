import _json


class List(list):
    pass


class Dict(dict):
    def items(self):
        return [("z", 1), (2, 3)]


class Int(int):
    def __repr__(self):
        return "never"


class Float(float):
    def __repr__(self):
        return "never"


class Other:
    pass


def refuse(value):
    raise TypeError(f"cannot write {type(value).__name__}")


def write(value, *, default=refuse, indent=None, sort=False, skip=False, nan=True, encoder=_json.encode_basestring_ascii, markers=True):
    encode = _json.make_encoder({} if markers else None, default, encoder, indent, ": ", ", ", sort, skip, nan)
    try:
        return encode(value, 0)[0]
    except Exception as error:
        return f"{type(error).__name__}: {error} {getattr(error, '__notes__', '')}"


for value in (
    [None, True, False, 1, 10**30, 1.5, -0.0, float("inf"), float("nan")],
    [[], {}, (), "", [1, [2, (3,)]]],
    {"a": 1, 1: 2, 1.5: 3, None: 4, True: 5},
    [Dict(a=1), List([1]), Int(3), Float(2.5), {Int(3): 1, Float(2.5): 2}],
):
    print(write(value))
    print(write(value, indent="--"))

text = 'a"\\\n\x7f\xe9\U0001f600\ud800\x1f/'
print(ascii(write(text)), ascii(write(text, encoder=_json.encode_basestring)))
print(write(["a", {"b": 1}], encoder=lambda s: f"<{s}>"), write(["a"], encoder=lambda s: 5))
print(write({"b": 1, "a": 2, "c": []}, sort=True), write({1: 1, "a": 2}, sort=True))
print(write({(1,): 1, "a": 2, (2,): 3}, skip=True))

# an error says where it was
print(write([float("nan")], nan=False))
print(write([1, {"a": [1, Other()]}]), write({"a": {(1, 2): 3}}), write({b"a": 1}))

a = []
a.append(a)
print(write(a), write([[1], [1]] * 2))
print(write([Other(), {"k": Other()}], default=lambda o: {"x": 1}, indent=" "))
print(write([Other()], default=lambda o: o), write({"q": [Other()]}, default=lambda o: 1 / 0))
print(write([Other()], default=lambda o: [{1}] if isinstance(o, Other) else 1 / 0))

for bad in lambda: _json.encode_basestring(5), lambda: _json.make_encoder(), lambda: _json.make_encoder(1, 2, 3, 4, "", "", 1, 1, 1):
    try:
        bad()
    except TypeError as error:
        print(error)
