import _struct as struct


def attempt(function, *args, **keywords):
    try:
        print(function(*args, **keywords))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


for form in "3", "z", "<P", "1 b", "b\0", "\xe9", "99999999999999999999b", 5, None, b"\xff":
    attempt(struct.calcsize, form)
attempt(struct.pack)
for args in ("b",), ("b", 1, 2), ("b", 1.5), ("b", "x"), ("f", "x"), ("d", 1 << 2000), ("F", b""), ("c", b""), ("s", 1), ("p", ""):
    attempt(struct.pack, *args)
room = bytearray(4)
for args in (), (room,), (room, 0), (b"xx", 0, 1), (5, 0, 1), (memoryview(room)[::2], 0, 1):
    attempt(struct.pack_into, "h", *args)
for offset in 3, -1, -5, "a", 1 << 70:
    attempt(struct.pack_into, "h", room, offset, 2)
    attempt(struct.unpack_from, "h", room, offset)
attempt(struct.pack_into, "hxxh", bytearray(6), 0, 1, 2)
attempt(struct.unpack, "h", b"x")
attempt(struct.unpack, "h", "xx")
attempt(struct.unpack_from, "h", buffer=b"abcd", offset=2)
attempt(struct.iter_unpack, "", b"")
attempt(struct.iter_unpack, "h", b"x")
print(struct.error, struct.error.__mro__)


class Failing:
    def __index__(self):
        raise KeyError("index")

    __float__ = __bool__ = __index__


# sic: only a float says always the same
for code in "b?f":
    attempt(struct.pack, code, Failing())
