import marshal


def attempt(function, *args, **keywords):
    try:
        print(ascii(function(*args, **keywords))[:200])
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


VALUES = [None, True, False, Ellipsis, StopIteration, 0, -1, 2**31 - 1, -(2**31), 2**31, -(2**31) - 1, 10**30, -(10**30)]
VALUES += [1.5, float("inf"), -0.0, 1 + 2j, "abc", "\xe9", "\ud800", "\U0001f600", "a" * 300, b"abc", bytearray(b"x"), memoryview(b"ab")]
VALUES += [(), (1, 2), [1, [2]], {1: 2, "a": (3,)}, {1}, frozenset([1]), tuple(range(300)), slice(1, 2, 3), {}, {"a": {"b": [(), {}]}}]
for value in VALUES:
    print(marshal.dumps(value, 2).hex()[:80] if not isinstance(value, slice) else "", end=" ")
    print([ascii(marshal.loads(marshal.dumps(value, version)))[:50] for version in (0, 1, 2, 3, 4, 5) if version == 5 or not isinstance(value, slice)])

# what CPython wrote
for text in ("db02000000f301000000617201000000", "fbe901000000e902000000da0161a901e90300000030", "5bff", "a902e901000000e902000000"):
    attempt(marshal.loads, bytes.fromhex(text))

pair = ["shared"]
again = marshal.loads(marshal.dumps([pair, pair]))
print(again, again[0] is again[1])
pair.append(pair)
print(marshal.loads(marshal.dumps(pair)))

for wrong in object(), int, lambda: 0, [object()], slice(1):
    attempt(marshal.dumps, wrong, 4)
BAD = [b"", b"i\0", b"q", "x", b"[\x02\0\0\0N", b"Nxx", b"r\0\0\0\0", b"0", b"s\xff\xff\xff\xff", b"{N", b"l\x01\0\0\0\0\0"]
BAD += [b"l\x01\0\0\0\xff\xff", b"I\1\0\0\0\0\0\0\1", b"f\x031.5", b"R\0\0\0\0", b"(\xff\xff\xff\xff"]
for data in BAD:
    attempt(marshal.loads, data)
attempt(marshal.dumps)
attempt(marshal.dumps, (lambda: 0).__code__, allow_code=False)
attempt(marshal.loads, b"c", allow_code=False)


class File:
    def __init__(self, data=b""):
        self.data = data

    def write(self, data):
        self.data += data
        return len(data)

    def read(self, size):
        part, self.data = self.data[:size], self.data[size:]
        return part

    def readinto(self, room):
        part = self.read(len(room))
        room[: len(part)] = part
        return len(part)


f = File()
attempt(marshal.dump, [1, "a"], f, 2)
attempt(marshal.dump, {2: 3.5}, f, 2)
print(f.data, marshal.load(f), marshal.load(f))
attempt(marshal.load, f)
attempt(marshal.load, 5)
attempt(marshal.dump, 1, 5)
