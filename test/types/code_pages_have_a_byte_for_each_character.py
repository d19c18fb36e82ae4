NAMES = "cp437 cp850 cp866 cp874 koi8_r koi8_u mac_roman mac_cyrillic".split()
NAMES += [f"cp{n}" for n in range(1250, 1259)] + [f"iso8859_{n}" for n in range(2, 16) if n != 12]
for name in NAMES:
    text = ""
    for byte in range(256):
        try:
            character = bytes([byte]).decode(name)
        except UnicodeDecodeError:
            text += "?"
        else:
            assert character.encode(name) == bytes([byte])
            text += character
    assert text[:128].encode("ascii") == bytes(range(128))
    print(name, ascii(text[128:]))
for make in (
    lambda: "a\u4e00\u4e01b".encode("cp1252"),
    lambda: b"a\x81".decode("windows-1252"),
    lambda: "\u20ac".encode("koi8-r"),
):
    try:
        print(make())
    except UnicodeError as e:
        print(ascii(e), e.encoding)
