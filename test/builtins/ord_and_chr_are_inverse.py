print([ord(c) for c in "a\0é😀\uffff"], "".join(map(chr, [97, 233, 128512])), ord(b"x"), chr(0x10FFFF) == "\U0010ffff")
print(all(ord(chr(n)) == n for n in range(0, 0x110000, 997)), len(chr(0xD800)))
for wrong in ["ord('')", "ord('ab')", "ord(5)", "chr('a')", "chr(-1)", "chr(1114112)", "chr(1.5)", "ord(b'ab')"]:
    try:
        eval(wrong)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
