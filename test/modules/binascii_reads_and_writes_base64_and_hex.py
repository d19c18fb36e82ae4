import binascii


def attempt(function, *args, **keywords):
    try:
        return function(*args, **keywords)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


TEXTS = """YQ== YQ= YQ Y YWI= YWJj = ==== Y=== YWJj= YWJj== YQ==YQ== Y!Q== YQ==! !!! \xe9 A AB==C =AAA AA=A AAA=A AAAAA""".split()
for text in ["", "YW Jj\n", "AA==\n", b"YQ==", bytearray(b"YQ=="), 5, *TEXTS]:
    print(repr(text), attempt(binascii.a2b_base64, text), attempt(binascii.a2b_base64, text, strict_mode=True))
for data in b"", b"abcd", memoryview(b"abcde" * 20), "a":
    print(attempt(binascii.b2a_base64, data), attempt(binascii.b2a_base64, data, newline=False))
every = bytes(range(256))
print(binascii.a2b_base64(binascii.b2a_base64(every)) == every)

for text in "", "6", "6162", "zz", "6 1", b"6162", "\xe9", 5:
    print(repr(text), attempt(binascii.unhexlify, text))
for args in (b"abcd",), (b"abcd", "-"), (b"abcd", b":", 2), (b"abcde", ":", -2), (b"abc", "::"), (b"abc", "\xe9"), (b"", "\u1234"), (b"abc", 1), ("abc",), (b"abc", "-", 0):
    print(args, attempt(binascii.hexlify, *args))
print(binascii.hexlify(b"abc", sep="-", bytes_per_sep=2), binascii.a2b_hex(b"61"))

for crc in 0, 5, -1, 1 << 40, 1 << 70:
    print(binascii.crc32(b"abc", crc), binascii.crc_hqx(b"abc", crc))
print(attempt(binascii.crc32, "abc"), attempt(binascii.crc_hqx, b"abc"), binascii.crc32(every * 9))
print(binascii.Error.__mro__, binascii.Incomplete.__mro__)
