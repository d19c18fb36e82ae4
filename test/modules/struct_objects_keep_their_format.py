import _struct as struct

s = struct.Struct("<hb")
print(s, s.format, s.size, struct.Struct(b">h"), type(s))
packed = s.pack(1, 2)
print(packed, s.unpack(packed), s.unpack_from(b"x" + packed, 1), s.unpack_from(buffer=packed, offset=-3))
room = bytearray(b"-" * 6)
s.pack_into(room, 2, -1, 5)
s.pack_into(memoryview(room)[:4], 0, 9, 9)
print(room)

steps = s.iter_unpack(packed * 3)
print(type(steps), steps.__length_hint__(), next(steps), steps.__length_hint__(), list(steps), list(steps))

for attempt in (
    lambda: struct.Struct(),
    lambda: s.pack(1),
    lambda: s.unpack(b""),
    lambda: s.iter_unpack(b"x"),
    lambda: struct.Struct.__new__(struct.Struct).pack(1),
    lambda: setattr(s, "size", 1),
):
    try:
        print(attempt())
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


class Named(struct.Struct):
    def __init__(self, *names):
        super().__init__("<" + "h" * len(names))
        self.names = names


n = Named("a", "b")
print(n, n.names, n.size)
