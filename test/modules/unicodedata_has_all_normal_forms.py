import unicodedata
import zlib

TEXTS = ["", "abc", "\xe9", "e\u0301", "\uac00\u1100\u1161\u11a8", "\ufb01", "\u1e9b\u0323", "a\u0328\u0301", "\u212b", "\u0344", "\u2126"]
TEXTS += ["\U0001d15e", "\u0958", "a\u0300\u0316\u0323", "\ud800\udc00", "\u1100\u1161\u1161", "\u0061\u05ae\u0300", "\u0340", "\ufdfa", "a\u0301b\u0301"]
for form in "NFC", "NFD", "NFKC", "NFKD":
    print(form, [ascii(unicodedata.normalize(form, text)) for text in TEXTS])
    print([unicodedata.is_normalized(form, text) for text in TEXTS])
    crc = old = 0
    for point in range(0x80, 0x30000, 211):
        if not 0xD800 <= point < 0xE000:
            text = "a\u0301" + chr(point) + "\u0323\u0300"
            crc = zlib.crc32(unicodedata.normalize(form, text).encode(), crc)
            old = zlib.crc32(unicodedata.ucd_3_2_0.normalize(form, text).encode(), old)
    print(crc, old)

plain = "plain"
print(unicodedata.normalize("NFC", plain) is plain, unicodedata.ucd_3_2_0.normalize("NFD", "\U0002f868") == "\u36fc")
for args in ("NFX", "a"), ("NFX", ""), ("NFC", 5), (5, "a"), ():
    try:
        print(ascii(unicodedata.normalize(*args)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")
