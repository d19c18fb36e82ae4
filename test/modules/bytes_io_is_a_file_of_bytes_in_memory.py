import _io

b = _io.BytesIO(b"one\ntwo\nthree")
print(b.readline(), b.tell(), b.read(3), b.read1(), b.read(), b.getvalue())
print(b.seek(-5, 2), b.read(), b.seek(1), b.write(b"XY"), b.getvalue())
print(b.seek(20), b.write(b"end"), len(b.getvalue()), b.getvalue()[13:21])
print(b.truncate(4), b.getvalue(), b.tell())
print(list(_io.BytesIO(b"a\nb\n\nc")), _io.BytesIO(b"a\nbb\nc").readlines(3))
target = bytearray(4)
b.seek(0)
print(b.readinto(target), target, b.readinto(target), bytes(target))
view = b.getbuffer()
view[0] = 65
print(b.getvalue(), view.nbytes, view.readonly)
try:
    b.write(b"grow it beyond what it is")
except BufferError as error:
    print(type(error).__name__, error)
view.release()
b.writelines([b"1", bytearray(b"2"), memoryview(b"3")])
print(b.getvalue(), b.__getstate__())
copy = _io.BytesIO()
copy.__setstate__((b"state", 2, {"x": 1}))
print(copy.read(), copy.x, copy.readable(), copy.writable(), copy.seekable(), copy.isatty())
copy.close()
for attempt in (
    lambda: copy.read(),
    lambda: b.seek(-1),
    lambda: b.seek(0, 3),
    lambda: b.truncate(-1),
    lambda: b.write("text"),
    lambda: b.read("x"),
    lambda: b.readinto(b"fixed"),
    lambda: b.fileno(),
    lambda: b.detach(),
    lambda: _io.BytesIO("text"),
    lambda: _io.BytesIO.__new__(_io.BytesIO).nothing,
):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)
print(copy.closed, b.closed, _io.BytesIO.__mro__)
with b as same:
    print(same is b)
print(b.closed)


class Counted(_io.BytesIO):
    def readline(self, size=-1):
        return super().readline(size).upper()


print(list(Counted(b"x\ny\n")), [*_io.BytesIO(b"p\nq")])
