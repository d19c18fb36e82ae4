print(ascii("\N{GREEK SMALL LETTER ALPHA}\N{latin small letter a with acute}\N{EN DASH}"))
print(ascii(f"\N{vs17}{3}\N{HANGUL SYLLABLE GAG}\N{HANGUL SYLLABLE A}{'\N{SPACE}'}"))
print(ascii("\N{CJK UNIFIED IDEOGRAPH-4E00}\N{CJK COMPATIBILITY IDEOGRAPH-F900}\N{egyptian hieroglyph-13460}"))
print(ascii("\N{NULL}\N{BEL}\N{LINE FEED}\N{nbsp}\N{BYTE ORDER MARK}\N{VS256}\N{KANNADA LETTER LLLA}"))
print(ascii("\N{TANGUT COMPONENT-001}\N{SIGNWRITING HAND-FIST INDEX}\N{MEDIUM SMALL WHITE CIRCLE}"))
print(r"\N{DASH}", rb"\N{DASH}", b"\x4e")
for name in "DASH", "", "cjk unified ideograph-4e00", "hangul syllable ga", "KEYCAP DIGIT ONE", "LATIN SMALL LETTER A ":
    try:
        print(eval(f'"\\N{{{name}}}"'))
    except SyntaxError as e:
        print(e.msg)
for source in r'"\N"', r'"\N{"', r'"a\N{}b"', r'"\N DASH"', r'f"\N{NO SUCH}"':
    try:
        print(eval(source))
    except SyntaxError as e:
        print(e.msg)
print("\u20ac\x7f\ue000\U0001f600\uac00\u4e00".encode("ascii", "namereplace"))
print(sum(c.encode("ascii", "namereplace").startswith(b"\\N{") for c in map(chr, range(0xf0000)) if not c.isascii() and not "\ud800" <= c <= "\udfff"))
