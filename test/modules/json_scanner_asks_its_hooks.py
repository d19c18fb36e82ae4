import _json


class Context:
    strict = True
    object_hook = None
    object_pairs_hook = None
    parse_float = float
    parse_int = int
    parse_constant = staticmethod(lambda name: f"<{name}>")

    def __init__(self, **changes):
        self.__dict__.update(changes)


def scan(text, at=0, **changes):
    try:
        return _json.make_scanner(Context(**changes))(text, at)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


print(scan('  {"a" : [1,2.5, -3e2, true,false,null, "x\\n\\/"] , "b":{}, "a2":-0, "a3":-0.0}', 2))
print(scan('{"a":1,"b":2,"a":3}'), scan("[]"), scan('[NaN, Infinity, -Infinity]'))
print(scan("123456789012345678901234567890"), scan("1e400"), scan("12.50e-1"), scan("1."), scan("01"), scan("1e+"))

print(scan('[1,{"a":1.5}]', object_hook=lambda d: ("O", d), parse_float=lambda s: "F" + s, parse_int=lambda s: "I" + s))
print(scan('{"a":1.5,"b":{}}', object_pairs_hook=lambda d: ("P", d), object_hook=5))
print(scan('[{"a":{}}]', object_hook=lambda d: 1 / 0))
print(scan('"\x01"', strict=False))

# places are characters, whatever their size
print(scan('\U0001f600 ["\U0001f600\U0001f600"]', 2), ascii(scan('"\ud800\udc00x\U0001f600" ', 0)))
print(scan("1", 5), scan("", 0), scan("1", -1), scan(b"1", 0), scan("nul"), scan("[1,x]"), scan("-"))
print(_json.make_scanner(Context()).strict, type(_json.make_scanner(Context())))


def waiting():
    """Hooks may be generators' work."""

    def hook(d):
        return sorted(d, key=lambda k: d[k])

    yield scan('[{"b":1,"a":2},{"c":0}]', object_hook=hook)


print(*waiting())

# strings by themselves
for text, at in (('abc"def', 0), ('\U0001f600x"yz', 1), (r'\ud83d\ude00"', 0), (r'\ud83d"', 0), (r'\ud83d\u0041"', 0), (r'\ude00\ud83d"', 0), ('\\ud83d\ude00"', 0)):
    print(ascii(_json.scanstring(text, at)))
for at in 9, -1:
    try:
        _json.scanstring("abc", at)
    except ValueError as error:
        print(error)
