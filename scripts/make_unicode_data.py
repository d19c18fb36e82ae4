# Writes src/modules/unicodedata/data.ts: what unicodedata knows of all characters but their names, packed.
#
#   python3.14 scripts/make_unicode_data.py > src/modules/unicodedata/data.ts
#
# All of it is what Python's own unicodedata says.
import unicodedata
from unicodedata import ucd_3_2_0

POINTS = range(0x110000)
KINDS = "decimal digit numeric".split()


def base36(n):
    digits = ""
    while True:
        n, digit = divmod(n, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
        if n == 0:
            return digits


def record(ucd, char):
    return (
        ucd.category(char),
        ucd.bidirectional(char),
        str(ucd.combining(char)),
        ucd.east_asian_width(char),
        str(ucd.mirrored(char)),
    )


def runs(ucd, numbers):
    """The record of each character: number and length of each run."""
    out = []
    for point in POINTS:
        key = record(ucd, chr(point))
        number = numbers.setdefault(key, len(numbers))
        if out and out[-1][0] == number:
            out[-1][1] += 1
        else:
            out.append([number, 1])
    return " ".join(base36(n) + ("" if length == 1 else "." + base36(length)) for n, length in out)


def number(ucd, char):
    """What a character stands for as a number: d3, g3, n3/4; empty where it is none."""
    value = ucd.numeric(char, None)
    if value is None:
        return ""
    for letter, kind in zip("dg", ("decimal", "digit")):
        if getattr(ucd, kind)(char, None) is not None:
            assert getattr(ucd, kind)(char) == value
            return f"{letter}{int(value)}"
    for below in range(1, 1000):
        above = round(value * below)
        if above / below == value:
            return f"n{above}/{below}" if below > 1 else f"n{above}"
    raise ValueError(char)


def numbers(pairs):
    """Gap, value and length of each run of characters whose values follow each other."""
    out, end = [], 0
    for point, text in pairs:
        if out and point == end and "/" not in text and text[0] == out[-1][1][0] and "/" not in out[-1][1]:
            if text and out[-1][1] and int(text[1:]) == int(out[-1][1][1:]) + out[-1][2]:
                out[-1][2] += 1
                end = point + 1
                continue
        out.append([point - end, text, 1])
        end = point + 1
    return " ".join(f"{base36(gap)}.{text}" + ("" if n == 1 else f".{base36(n)}") for gap, text, n in out)


def decompositions(pairs, tags):
    """Gap, tag and parts of each."""
    out, end = [], 0
    for point, text in pairs:
        parts = text.split()
        tag = parts.pop(0) if parts and parts[0].startswith("<") else ""
        index = tags.setdefault(tag, len(tags))
        out.append(base36(point - end) + "." + base36(index) + "".join("." + base36(int(p, 16)) for p in parts))
        end = point + 1
    return " ".join(out)


def main():
    assert unicodedata.unidata_version == "16.0.0"
    records, tags = {}, {}
    now = runs(unicodedata, records)
    then = runs(ucd_3_2_0, records)
    hangul = range(0xAC00, 0xD7A4)
    chars = [(point, chr(point)) for point in POINTS if point not in hangul]
    known = [(p, c) for p, c in chars if ucd_3_2_0.category(c) != "Cn"]
    parts = unicodedata.decomposition
    excluded = [
        p
        for p, c in chars
        if parts(c) and parts(c)[0] != "<" and len(parts(c).split()) == 2 and unicodedata.normalize("NFC", c) != c
    ]
    data = {
        "RUNS": now,
        "OLD_RUNS": then,
        "NUMBERS": numbers((p, number(unicodedata, c)) for p, c in chars if number(unicodedata, c)),
        "OLD_NUMBERS": numbers(
            (p, number(ucd_3_2_0, c)) for p, c in known if number(unicodedata, c) != number(ucd_3_2_0, c)
        ),
        "DECOMPOSITIONS": decompositions([(p, parts(c)) for p, c in chars if parts(c)], tags),
        # What the normal forms had otherwise then; decomposition() has always said the same.
        "OLD_DECOMPOSITIONS": decompositions(
            [
                (p, f"{ord(ucd_3_2_0.normalize('NFD', c)):04X}")
                for p, c in known
                if len(parts(c).split()) == 1 and ucd_3_2_0.normalize("NFD", c) != unicodedata.normalize("NFD", c)
            ],
            tags,
        ),
        "EXCLUDED": " ".join(base36(p) for p in excluded),
    }
    data["RECORDS"] = " ".join("/".join(key) for key in records)
    data["TAGS"] = " ".join(tags)
    print("/** What unicodedata knows of the characters of Unicode 16 and 3.2, packed by scripts/make_unicode_data.py. */")
    for name, text in data.items():
        assert '"' not in text and "\\" not in text
        print(f'export const {name} =\n  "{text}";')


main()
