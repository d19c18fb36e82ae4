import _io


def over(data, **options):
    return _io.TextIOWrapper(_io.BytesIO(data), **options)


text = "żółw\nдом\r\n\U0001f600 end\rlast"
for encoding in ("utf-8", "utf-16", "utf-16-be", "utf-32", "utf-8-sig"):
    t = over(text.encode(encoding), encoding=encoding)
    t._CHUNK_SIZE = 3
    places = []
    while True:
        places.append(t.tell())
        if not (c := t.read(1)):
            break
    print(encoding, t.encoding, t.newlines, [t.seek(p) and t.read(2) for p in places[1:6]])
    t.seek(0)
    print([t.readline() for _ in range(5)])
for newline in (None, "", "\n", "\r", "\r\n"):
    t = over(b"a\nb\r\nc\rd", newline=newline)
    t._CHUNK_SIZE = 1
    print(repr(newline), list(t), t.newlines)
    out = _io.BytesIO()
    t = _io.TextIOWrapper(out, newline=newline, encoding="utf-16")
    print(t.write("x\ny"), t.flush(), out.getvalue(), t.write("z"), t.flush(), out.getvalue()[-2:])
print(over(b"a\xffb", errors="replace").read(), ascii(over(b"a\xffb", errors="surrogateescape").read()))
try:
    over(b"a\xffb").read()
except UnicodeDecodeError as error:
    print(error)
t = over(b"", encoding="ascii")
try:
    t.write("\xe9")
except UnicodeEncodeError as error:
    print(error)
t.reconfigure(encoding="latin-1", newline="\r\n", line_buffering=True)
print(t.write("\xe9\n"), t.buffer.getvalue(), t.encoding, t.line_buffering, t.write_through, t)
t = over(b"some text\nand more")
print(t.readline(), t.tell(), t.read(3), t.seek(0, 2), t.write("!"), t.seek(5), t.read())
next(over(b"a\nb"))
for attempt in (
    lambda: t.seek(1, 1),
    lambda: t.seek(-1),
    lambda: t.write(b""),
    lambda: t.reconfigure(newline="x"),
    lambda: over(b"", newline="x"),
    lambda: over(b"", encoding="nothing"),
    lambda: over(b"", encoding=3),
    lambda: over(b"", errors=3),
    lambda: (lambda x: (next(x), x.tell()))(over(b"a\nb")),
    lambda: (t.detach(), t.read()),
):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)
print(repr(t))
