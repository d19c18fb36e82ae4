def show(make):
    try:
        print(ascii(make()))
    except Exception as e:
        print(type(e).__name__, ascii(str(e)))


m = memoryview(bytearray(range(1, 9)))
for form in "b", "c", "h", "H", "i", "I", "q", "Q", "f", "d", "e", "@B", "<B", "z", "", "BB", "s":
    show(lambda: m.cast(form).tolist())
for form in "n", "N", "P", "l", "L", "?", "@h":
    print(m.cast(form).format)
show(lambda: m.cast(5))
show(lambda: m.cast())
show(lambda: m.cast("B", [1], 1))
show(lambda: m.cast("h").cast("i"))
show(lambda: m.cast("h").cast("B").cast("i").tolist())
for shape in [2, 4], (2, 2, 2), [3, 3], [2, -4], [0], ["a"], 5, [], [1] * 65, [8, 1], [2**70]:
    show(lambda: m.cast("B", shape).tolist())
t = m.cast("B", [2, 4])
print(t.shape, t.strides, len(t), t.ndim, t.tolist(), t[1, 2], t[-1, -1], t[1:].tolist(), t[::-1].tolist())
for key in 1, (2, 0), (0, 4), (0, 0, 0), (0,), (slice(1), slice(1)), "a":
    show(lambda: t[key])
    show(lambda: t.__setitem__(key, 1))
show(lambda: t.__setitem__(slice(1), b"abcd"))
t[1, 1] = 99
print(m.tolist())
print(m.cast("h", [2, 2]).tolist(), t.cast("B").tolist(), t.cast("h", [4]).tolist())
show(lambda: t.cast("B", [4, 2]))
show(lambda: m[::2].cast("h"))
show(lambda: m[:3].cast("h"))
show(lambda: m[:0].cast("B", [1]))
show(lambda: iter(t))
show(lambda: t.index(1))
for order in None, "C", "F", "A", "X", 5:
    show(lambda: t.tobytes(order))
    show(lambda: t.tobytes(order=order))
z = m[:1].cast("B", [])
print(z.tolist(), z[()], z[...].shape, z.nbytes, z.ndim, z.tobytes())
z[()] = 5
z[...] = 6
print(m[0])
for make in lambda: z[0], lambda: len(z), lambda: iter(z), lambda: z.index(1), lambda: z.__setitem__(0, 1):
    show(make)


def write(form, *values):
    view = memoryview(bytearray(8)).cast(form)
    for value in values:
        try:
            view[0] = value
            print(form, repr(value), bytes(view).hex(), view[0])
        except Exception as e:
            print(form, repr(value), type(e).__name__, e)


class Index:
    def __index__(self):
        return 65

    def __float__(self):
        return 2.5

    def __repr__(self):
        return "Index()"


write("b", 127, -128, 128, -129, Index(), 1.0)
write("H", 65535, 65536, -1)
write("q", 2**63 - 1, -(2**63), 2**63)
write("Q", 2**64 - 1, 2**64)
write("d", 1.5, 3, Index(), "a", float("-inf"), 10**400)
write("f", 0.1, 1e39, -0.0)
write("e", 1.0, 0.1, 65504.0, 65519.0, 65520.0, 2**-24, 2**-25, 2**-26, 1e-7, -2.0, float("inf"), 2047.5, 0.99975)
write("c", b"x", b"xy", 5, b"")
write("?", 1, 0, [], "a")
