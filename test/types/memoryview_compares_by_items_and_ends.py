def show(make):
    try:
        print(ascii(make()))
    except Exception as e:
        print(type(e).__name__, ascii(str(e)))


m = memoryview(bytearray(b"\1\0\2\0\3\0\4\0"))
r = memoryview(b"abc")
print(m == bytes(m), bytes(m) == m, m == m.tobytes()[:-1], m.cast("b") == m, m.cast("h") == m, m.cast("B", [2, 4]) == m)
print(m != 5, m == "a", bytearray(m) == m, m[::2] == bytes(m)[::2], m[::2].tolist() == m.cast("h").tolist(), m[::2] == m.cast("h"))
nan = memoryview(b"\xff" * 8).cast("d")
print(nan == nan, memoryview(b"ab").cast("c") == b"ab", memoryview(b"\1\2").cast("?") == b"\1\1")
for make in (
    lambda: m < m,
    lambda: b"a" < r,
    lambda: bytearray(b"a") < r,
    lambda: hash(m),
    lambda: hash(memoryview(b"abcd").cast("h")),
    lambda: {r: 1}[b"abc"],
    lambda: hash(r[::2]) == hash(b"ac"),
):
    show(make)
with memoryview(b"abc") as w:
    print(w[0])
print(repr(w)[:16], w == w, w == b"abc", w != w)
for make in (
    lambda: w[0], lambda: w[:1], lambda: len(w), lambda: w.tolist(), lambda: w.tobytes(), lambda: w.shape, lambda: w.format,
    lambda: w.obj, lambda: w.readonly, lambda: hash(w), lambda: iter(w), lambda: w.release(), lambda: w.__enter__(),
    lambda: w.cast("B"), lambda: bytes(w), lambda: memoryview(w), lambda: w.hex(), lambda: w.nbytes,
    lambda: w.__exit__(None, None, None), lambda: w.toreadonly(), lambda: 1 in w, lambda: w.count(1), lambda: w.c_contiguous,
):
    show(make)
hash(r)
r.release()
print(hash(r) == hash(b"abc"))
i = iter(m)
next(i)
m.release()
show(lambda: next(i))
