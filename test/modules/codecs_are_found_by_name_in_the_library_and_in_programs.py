import codecs

print(codecs.encode("Hello", "rot13"), codecs.decode("Uryyb", "rot_13"))
print(codecs.encode(b"abc", "hex"), codecs.decode(b"616263", "hex_codec"))
print("häß€".encode("cp437", "replace"), b"\x84\xe1".decode("cp437"))
print("bücher".encode("punycode"), b"bcher-kva".decode("punycode"))
print("é€".encode("mac_roman"), "Ж".encode("koi8-r"), b"\xf6".decode("koi8_r"))
for make in (
    lambda: "x".encode("hex"),
    lambda: b"x".decode("rot13"),
    lambda: "x".encode("no-such"),
    lambda: codecs.decode(b"\xff", "ascii"),
    lambda: codecs.encode("x", "base64"),
    lambda: codecs.lookup("no such"),
    lambda: codecs.register(1),
    lambda: "Ж".encode("cp437"),
    lambda: "Ж".encode("iso8859_7"),
    lambda: b"\x81".decode("cp1252"),
):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error, getattr(error, "__notes__", ""))

print(codecs.lookup("UTF-8").name, codecs.lookup("latin1").name)


def search(name):
    print("searching", name)
    if name == "doubled":
        return codecs.CodecInfo(
            lambda text, errors="strict": (text.encode() * 2, len(text)),
            lambda data, errors="strict": (bytes(data).decode()[: len(data) // 2], len(data)),
            name="doubled",
        )
    if name == "wrong_type":
        return codecs.CodecInfo(lambda t, e="": (t, 1), lambda d, e="": (d, 1), name="wrong_type")


codecs.register(search)
print("ab".encode("Doubled"), b"abab".decode("doubled"))
for make in (lambda: "ab".encode("wrong-type"), lambda: b"ab".decode("wrong-type")):
    try:
        print(make())
    except TypeError as error:
        print(error)
codecs.unregister(search)
try:
    "ab".encode("doubled")
except LookupError as error:
    print(error)

print(codecs.charmap_encode("aбc", "xmlcharrefreplace", {97: 65, 98: b"xx", 99: None, 35: 35, 38: 38, 59: 59, **{48 + i: 48 + i for i in range(10)}}))
print(codecs.charmap_decode(b"\x00\x01\x02", "replace", "ab\ufffe"), codecs.charmap_decode(b"\x00", "strict", {0: "xyz"}))
print(codecs.escape_decode(rb"a\n\x41\101"), codecs.escape_encode(b"\n\x00'\\a"))
print(codecs.utf_16_ex_decode(b"\xff\xfea\x00"), codecs.utf_32_ex_decode(b"\x00\x00\xfe\xff\x00\x00\x00a"))
incremental = codecs.getincrementaldecoder("utf-8")()
print([incremental.decode(bytes([b])) for b in "é€".encode()], incremental.decode(b"", True))
print(b"".join(codecs.iterencode(["a", "é"], "utf-16")), "".join(codecs.iterdecode([b"a\xc3", b"\xa9"], "utf-8")))
