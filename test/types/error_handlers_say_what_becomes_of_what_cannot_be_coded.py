HANDLERS = "strict ignore replace surrogateescape surrogatepass backslashreplace xmlcharrefreplace namereplace".split()


def show(make):
    try:
        return ascii(make())
    except Exception as e:
        return f"{type(e).__name__}: {ascii(str(e))}"


for handler in HANDLERS:
    print(handler)
    for encoding in "utf-8", "ascii", "latin-1", "utf-16-be", "utf-32", "cp1252":
        print(" ", encoding, show(lambda: "\ud800\udc80x\xff\u20ac".encode(encoding, handler)))
    for data, encoding in [
        (b"\xed\xa0\x80\xff\x81x", "utf-8"),
        (b"\xed\xa0\x80\xff\x81x", "ascii"),
        (b"\xed\xa0\x80\xff\x81x", "utf-32-le"),
        (b"\xed\xa0\x80\xff\x81x", "cp1252"),
        (b"\0\xd8\0\0", "utf-32-le"),
        (b"\0\xd8a\0", "utf-16"),
        (b"a\0b", "utf-16"),
    ]:
        print(" ", encoding, show(lambda: data.decode(encoding, handler)))
print(show(lambda: "\udc80\ud800".encode("utf-8", "surrogateescape")))
print(show(lambda: "\udc80\udc81".encode("utf-16-le", "surrogateescape")))
for name in "rot13", "hex", "foo", "", "u-t-f-8":
    print(show(lambda: "a".encode(name)), show(lambda: b"a".decode(name)))
for name in "utf 8", "UTF_8", "iso-8859-1", "L1", "utf_16LE", "utf-8-SIG", "latin 1", "8859", "us-ascii", "cp819":
    print(name, "a\x7f".encode(name), ascii(b"a\0".decode(name)))
print(show(lambda: "\xff".encode("ascii", "nope")), show(lambda: b"\xff".decode("ascii", "nope")))
