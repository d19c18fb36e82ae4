import _io


class Raw(_io._RawIOBase):
    """Shows what is asked of it; gives and takes four bytes at most."""

    def __init__(self, data=b"", limit=4):
        self.data = bytearray(data)
        self.at = 0
        self.limit = limit
        self.log = []

    def readable(self):
        return True

    def writable(self):
        return True

    def seekable(self):
        return True

    def readinto(self, buffer):
        part = self.data[self.at : self.at + min(len(buffer), self.limit)]
        buffer[: len(part)] = part
        self.at += len(part)
        self.log.append(("read", len(buffer), len(part)))
        return len(part)

    def write(self, data):
        part = bytes(data[: self.limit])
        self.data[self.at : self.at + len(part)] = part
        self.at += len(part)
        self.log.append(("write", part))
        return len(part)

    def seek(self, offset, whence=0):
        self.at = (0, self.at, len(self.data))[whence] + offset
        self.log.append(("seek", offset, whence))
        return self.at

    def tell(self):
        return self.at


def shown(raw):
    log, raw.log = raw.log, []
    return log


raw = Raw(b"first\nsecond line\nthird")
r = _io.BufferedReader(raw, 8)
print(r.peek()[:4], r.read(2), r.readline(), shown(raw))
print(r.read(9), r.tell(), shown(raw))
print(r.read1(3), r.read(), r.read(), shown(raw))
print(r.seek(2), r.readinto(bytearray(5)), r.tell(), list(r))
print(raw.read(3), Raw(b"abcdefgh").readall(), Raw(b"ab").read(8))

raw = Raw()
w = _io.BufferedWriter(raw, 6)
print(w.write(b"abc"), shown(raw), w.write(b"defgh"), shown(raw), w.tell())
print(w.write(b"0123456789"), shown(raw))
w.flush()
print(raw.data, shown(raw), w.seek(1), w.write(b"Z"), w.detach() is raw, raw.data)

raw = Raw(b"abcdefghij")
rw = _io.BufferedRandom(raw, 5)
print(rw.read(2), rw.write(b"XY"), rw.read(2), rw.tell(), rw.seek(0), rw.read(), raw.data)

pair = _io.BufferedRWPair(Raw(b"in"), out := Raw(), 4)
print(pair.read(), pair.write(b"out"), pair.flush(), out.data, pair.readable(), pair.writable())


class Busy(Raw):
    def readinto(self, buffer):
        return None

    def write(self, data):
        return None


print(_io.BufferedReader(Busy()).read(3), _io.BufferedReader(Busy()).read())
w = _io.BufferedWriter(Busy(), 4)
try:
    w.write(b"too much for it")
except BlockingIOError as error:
    print(error, error.characters_written)


class Wrong(Raw):
    def readinto(self, buffer):
        return 10**9

    def write(self, data):
        return -3


for attempt in (
    lambda: _io.BufferedReader(Wrong()).read(1),
    lambda: _io.BufferedWriter(Wrong(), 1).write(b"ab"),
    lambda: _io.BufferedReader(_io.BytesIO(), 0),
    lambda: r.read(-2),
    lambda: _io.BufferedReader.__new__(_io.BufferedReader).read(),
    lambda: r.seek(0, 7),
    lambda: r.write(b""),
    lambda: r.truncate(),
    lambda: r.__reduce__(),
    lambda: r.close() or r.peek(),
):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)
