b = b"ab\x00\xff"
print(b, b[0], b[-1], b[1:3], list(b), len(b), b"a" in b, 97 in b, b + b"!", b * 2, b.hex(), b.hex(" "))
print(bytes(3), bytes([1, 2]), bytes("é", "utf-8"), bytes.fromhex("01 fF"), bytes(range(3)), bytes(b"x"), bytes())
print(b"a,b".split(b","), b"-".join([b"x", b"y"]), b"abc".replace(b"b", b"B"), b" x ".strip(), b"aB".upper(), b"x".center(5, b"*"))
print(b"abc".find(b"c"), b"abc".find(98), b"abc".startswith(b"a"), b"a" < b"b", b"a" == "a", hash(b"x") == hash(b"x"))
print(b"\xc3\xa9".decode(), b"\xff".decode("latin-1"), b"\xff?".decode("utf-8", "replace"), b"a\xffb".decode(errors="ignore"), b"\xff".decode("ascii", "backslashreplace"))
print(b"%s %d" % (b"x", 5), b"abc"[::-1], b"a\nb".splitlines(), b"1 2".partition(b" "), b"12".isdigit(), b"abc".translate(None, b"b"))
for wrong in ["bytes([256])", "bytes('x')", "b'a' + 'a'", "b[9]", "bytes(-1)", "b'\\xff'.decode()", "'é'.encode('ascii')", "'a' in b", "bytes.fromhex('0')"]:
    try:
        print(eval(wrong))
    except (ValueError, TypeError, IndexError) as error:
        print(type(error).__name__, error)
