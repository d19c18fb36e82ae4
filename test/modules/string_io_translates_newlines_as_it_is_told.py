import _io

TEXT = "a\nb\r\nc\rd"
for newline in (None, "", "\n", "\r", "\r\n"):
    s = _io.StringIO(TEXT, newline)
    print(repr(newline), list(s), repr(s.getvalue()), s.newlines)
    s = _io.StringIO(newline=newline)
    print(s.write("x\ny"), repr(s.getvalue()), s.tell(), s.newlines)
s = _io.StringIO("wide \U0001f600 text")
print(s.read(6), s.tell(), s.read(2), s.readline(3), s.read())
print(s.seek(5), s.write("no"), s.getvalue(), s.seek(20), s.write("!"), repr(s.getvalue()))
print(s.truncate(4), s.getvalue(), s.tell(), s.seek(0, 2), s.tell())
print(s.__getstate__(), s.line_buffering, s.encoding, s.errors)
copy = _io.StringIO()
copy.__setstate__(("state\nmore", "\n", 3, None))
print(copy.read(), copy.readable(), copy.writable(), copy.seekable())
for attempt in (
    lambda: _io.StringIO(b"bytes"),
    lambda: _io.StringIO("", "x"),
    lambda: _io.StringIO("", 3),
    lambda: s.write(b"bytes"),
    lambda: s.seek(-1),
    lambda: s.seek(1, 1),
    lambda: s.seek(0, 5),
    lambda: s.truncate(-2),
    lambda: _io.StringIO.__new__(_io.StringIO).read(),
    lambda: copy.__setstate__(("x", "\n", -1, None)),
    lambda: copy.close() or copy.read(),
):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)
print(_io.StringIO("one\ntwo\n").readlines(), next(_io.StringIO("only")))
d = _io.IncrementalNewlineDecoder(None, True)
print(repr(d.decode("a\r")), d.getstate(), repr(d.decode("\nb")), d.newlines, repr(d.decode("\r", True)))
