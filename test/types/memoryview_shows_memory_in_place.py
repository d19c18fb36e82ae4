def show(make):
    try:
        print(ascii(make()))
    except Exception as e:
        print(type(e).__name__, ascii(str(e)))


data = bytearray(b"abcdefgh")
m = memoryview(data)
show(lambda: memoryview(5))
show(lambda: memoryview())
show(lambda: memoryview(b"a", 1))
show(lambda: memoryview(object=b"a")[0])
show(lambda: type("X", (memoryview,), {}))
for key in 0, -1, 8, -9, "a", 1.5, None, ..., (), (0,), (0, 1), (slice(1),), (slice(1), 0), True, 10**30, slice(None, None, 0):
    show(lambda: m[key])
for key in slice(1, 3), slice(None, None, -2), slice(5, 2), slice(-3, None):
    v = m[key]
    print(bytes(v), v.shape, v.strides, v.nbytes, v.c_contiguous, v.f_contiguous, v.contiguous, v.suboffsets)
print(m[::2][1:].tolist(), bytes(m[::-1][::3]))


def put(key, value):
    m[key] = value


for key, value in [
    (0, 5), (0, 256), (0, -1), (0, "a"), (0, b"a"), (0, 1.5), (0, None), (0, True),
    (slice(0, 2), b"xy"), (slice(0, 2), b"xyz"), (slice(0, 2), 5), (slice(None, None, 2), b"1234"),
    (9, 1), ("a", 1), (..., b"12345678"), ((), 1), ((0,), 7), ((0, 1), 7), (slice(1, 5), m[0:4]),
    (slice(0, 2), "ab"), (slice(0, 2), [1, 2]),
]:
    show(lambda: put(key, value))
    print(data)


def drop(view):
    del view[0]


show(lambda: drop(m))
r = memoryview(b"abc")
show(lambda: drop(r))
show(lambda: r.__setitem__(0, 1))
show(lambda: r.__setitem__(slice(None), b"abc"))
print(list(m), list(reversed(m)), 97 in m, 53 in m)
for value in 49, 7, 50.0, "a", True:
    show(lambda: m.count(value))
    show(lambda: m.index(value))
show(lambda: m.index(50, 4))
show(lambda: m.index())
print(m.hex(), m.hex(":"), m.hex(":", 3), m[::2].hex("-", -2))
show(lambda: m.hex("ab"))
show(lambda: m.hex(5))
print(m.obj is data, m[1:].obj is data, m.readonly, r.readonly, m.toreadonly().readonly, m.itemsize, m.ndim, m.format, m.nbytes)
print(b"x" + r, b"-".join([r, r[:1]]), b"xabcx".find(r), int.from_bytes(r), str(r, "ascii"), int(memoryview(b"12")))
print(float(memoryview(b"1.5")), b"abcd".startswith(r), b"%s" % r, bytearray(b"x") + r, bytes(r[::2]), bytearray(r))
show(lambda: r + b"x")
print(bool(memoryview(b"")), bool(r), r in b"xabc", eval(memoryview(b"1+1")))
