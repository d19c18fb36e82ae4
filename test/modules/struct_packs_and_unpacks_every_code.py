import _struct as struct


def attempt(function, *args):
    try:
        return function(*args)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


# sizes and alignment: standard ones have no gaps
for prefix in "=<>!":
    print([struct.calcsize(prefix + code) for code in "xcbB?hHiIlLqQefdFDsp"], struct.calcsize(prefix + "bhiqd"))
print(struct.calcsize("bh"), struct.calcsize("bi"), struct.calcsize("bq"), struct.calcsize("bhb"), struct.calcsize("b0i"))

# each code in both orders
VALUES = {"c": b"z", "?": True, "s": b"abcdefg", "p": b"abcdefg", "F": 1 - 2j, "D": 1.1 + 2.2j}
for prefix in "<>":
    for code in "cbB?hHiIlLqQefdFD":
        value = VALUES.get(code, 1.5 if code in "efd" else 65)
        packed = struct.pack(prefix + code, value)
        print(prefix, code, packed, struct.unpack(prefix + code, packed))

# the ends of each range, and what lies beyond
for code in "bhilq":
    bits = struct.calcsize("<" + code) * 8
    for c, low, high in (code, -(1 << bits - 1), (1 << bits - 1) - 1), (code.upper(), 0, (1 << bits) - 1):
        print(c, struct.unpack("<2" + c, struct.pack("<2" + c, low, high)))
        print(attempt(struct.pack, "<" + c, low - 1), attempt(struct.pack, "<" + c, high + 1))

# strings are cut or filled up; a Pascal string has its length first
print(struct.pack("<3s6s0s", b"abcdef", b"ab", b"ab"), struct.pack("<3p6p0p", b"abcdef", b"ab", b"ab"))
print(struct.unpack("<4p3s", b"\x02abcdef"), struct.unpack("<4p", b"\xffabc"), struct.unpack("0p0s", b""))

# half floats: the least, the greatest, infinities, rounding to even
for x in 2.0**-24, 2.0**-25, 65504.0, -0.0, float("inf"), 1.0009765625, 2049.0, 2051.0:
    print(struct.pack(">e", x).hex(), struct.unpack(">e", struct.pack(">e", x)))
for code, x in ("e", 65520.0), ("f", 1e300), ("f", 3.4028235677973366e38):
    print(attempt(struct.pack, code, x))
print(struct.pack("<f", 3.4028235677973362e38).hex(), struct.pack("<F", 1e300).hex())


class Number:
    def __index__(self):
        return 7

    def __float__(self):
        return 2.5

    def __complex__(self):
        return 3j

    def __bool__(self):
        return False


# what is asked for its value
print(struct.pack("<bfF?", Number(), Number(), Number(), Number()))
