import re

PAIRS = ["aA", "k\u212a", "s\u017f", "i\u0131", "i\u0130", "\u00b5\u03bc", "\u03c2\u03a3", "\ufb05\ufb06", "\u1e9e\u00df", "\u01c5\u01c4", "\u0451\u0401", "\U00010428\U00010400", "\u00ff\u0178", "19"]
for pair in PAIRS:
    a, b = pair
    row = []
    for flags in (re.I, re.I | re.A):
        row += [bool(re.match(x, y, flags)) for x, y in ((a, b), (b, a))]
        row += [bool(re.match(f"[{x}]", y, flags)) for x, y in ((a, b), (b, a))]
        row += [bool(re.match(f"[^{x}]", y, flags)) for x, y in ((a, b), (b, a))]
        row += [bool(re.match(f"[{x}-{x}x]", y, flags)) for x, y in ((a, b), (b, a))]
        row += [bool(re.match(f"({x})\\1$", x + y, flags)) for x, y in ((a, b), (b, a))]
    print(ascii(pair), "".join("-+"[one] for one in row))

print(re.findall(r"(?i:a)b", "AB Ab ab aB"), re.findall(r"(?i)a(?-i:b)", "AB Ab ab"))
print(re.findall(r"[a-z]+", "aZ\u212a\u017f\u0130b", re.I), re.findall(r"[^a-z]+", "aZ\u212a!", re.I))
print(ascii(re.findall(r"[\u0400-\u042f]+", "\u0450\u0430\u0420", re.I)), ascii(re.findall("[\U00010400-\U00010427]", "\U00010428\U00010400", re.I)))
print(re.findall(rb"[a-c]\xe9", b"A\xe9b\xc9", re.I), re.findall(rb"(?L)\w\xe9", b"a\xe9\xe9\xe9"), re.match(rb"(a)\1", b"aA", re.I | re.L))

for category in (r"\w", r"\d", r"\s"):
    chars = "a_1 \t\x1c\x85\xa0\u00b2\u0661\u2003\u3042\u0301\U0001d7d8\u2460"
    print(category, ascii(re.findall(category, chars)), ascii(re.findall(category, chars, re.A)))
print(re.findall(r"\b\w", "\u00e9t\u00e9 a-b"), re.findall(r"(?a)\b\w", "\u00e9t\u00e9 a-b"))
print(re.findall(rb"\w", b"a\xe9_"), re.findall(r"[\W\d]+", "ab1 2c"), re.findall(r"[^\W\d]+", "ab1_c"), re.findall(r"[\s\S]", "a\n"))
