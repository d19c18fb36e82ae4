import _codecs


def show(make):
    try:
        print(ascii(make()))
    except Exception as e:
        print(f"{type(e).__name__}: {ascii(str(e))}")


seen = []


def note(error):
    seen.append((type(error).__name__, error.start, error.end, error.encoding, error.reason))
    return f"<{error.object[error.start:error.end]!a}>", error.end


_codecs.register_error("note", note)
show(lambda: "a\u1234\u1235b\xff".encode("ascii", "note"))
show(lambda: "a\ud800b".encode("utf-8", "note"))
show(lambda: b"a\xffb\xfe".decode("utf-8", "note"))
show(lambda: str(b"\x81", "cp1252", "note"))
show(lambda: bytes("\u1234", "latin-1", "note"))
print(*seen, sep="\n")

for answer in 5, ("x", 100), (b"x", 2), ("\u1234", 2), ("z", -1), (5, 1), ("a", "b"), ("", 2):
    _codecs.register_error("answer", lambda error: answer)
    show(lambda: "x\u1234y".encode("ascii", "answer"))
    show(lambda: b"x\xffy".decode("ascii", "answer"))
    show(lambda: "x\ud800y".encode("utf-16-le", "answer"))
    show(lambda: "x\u1234y".encode("cp1252", "answer"))


def other(error):
    error.object = b"xyz"
    return "-", 1


_codecs.register_error("other", other)
show(lambda: b"\xffab".decode("ascii", "other"))
show(lambda: _codecs.register_error("x", 5))
show(lambda: _codecs.lookup_error("nope"))
print(_codecs.lookup_error("note") is note, _codecs.lookup_error("strict"))

for name in "strict ignore replace backslashreplace xmlcharrefreplace namereplace surrogateescape surrogatepass".split():
    handler = _codecs.lookup_error(name)
    show(lambda: handler(UnicodeEncodeError("utf-8", "a\u3042\U00013042\udc80", 1, 4, "why")))
    show(lambda: handler(UnicodeEncodeError("utf-16", "\udc80", 0, 1, "why")))
    show(lambda: handler(UnicodeDecodeError("ascii", b"\x80\xffa", 0, 3, "why")))
    show(lambda: handler(UnicodeTranslateError("\u3042\u3043", 0, 2, "why")))
    show(lambda: handler(5))
show(lambda: _codecs.utf_8_decode(b"ab\xe2\x82"))
show(lambda: _codecs.utf_16_le_decode(b"a\0b", None, True))
show(lambda: _codecs.latin_1_encode("\xff"))
show(lambda: _codecs.encode("\xff", "utf-8"))
show(lambda: _codecs.decode(b"\xff", errors="replace"))
