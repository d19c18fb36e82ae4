import unicodedata
import zlib


def attempt(function, *args):
    try:
        print(ascii(function(*args)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


print(unicodedata.unidata_version, unicodedata.ucd_3_2_0.unidata_version, unicodedata.UCD)
NAMES = "category bidirectional combining east_asian_width mirrored decomposition".split()
for database in unicodedata, unicodedata.ucd_3_2_0:
    for char in "a5 \u00b2\u00bd\u0221\u0301\u0378\u4e00\uac00\ufb01\U0001d15e\U0001f600\U00010d40":
        print(ascii(char), [getattr(database, name)(char) for name in NAMES])
        print([getattr(database, name)(char, None) for name in ("decimal", "digit", "numeric", "name")])

# all of the first planes, in short
for database in unicodedata, unicodedata.ucd_3_2_0:
    crc = 0
    for point in range(0, 0x20000, 101):
        char = chr(point)
        known = [getattr(database, name)(char) for name in NAMES]
        crc = zlib.crc32(str((known, database.numeric(char, None))).encode(), crc)
    print(crc)

for name in ("LATIN SMALL LETTER A", "latin small letter a", "HANGUL SYLLABLE GA", "CJK UNIFIED IDEOGRAPH-4E00", "nope", 5, "\xe9", "x" * 1000):
    attempt(unicodedata.lookup, name)
for function in unicodedata.category, unicodedata.decimal, unicodedata.name:
    for args in (), (5,), ("ab",), ("\u0378",), ("a", "b", "c"):
        attempt(function, *args)
attempt(unicodedata.digit, "\u00bd")
attempt(unicodedata.numeric, "x")
attempt(unicodedata.UCD)
