# Writes src/objects/text/unicode-names-data.ts: the names of all characters, packed.
#
#   python3.14 scripts/make_unicode_names.py NameAliases.txt > src/objects/text/unicode-names-data.ts
#
# The names are those of Python's own unicodedata; the aliases are in a file of the Unicode Character Database
# (https://www.unicode.org/Public/16.0.0/ucd/NameAliases.txt), and Python must know each of them.
import json
import sys
import unicodedata
from collections import Counter

# What a digit of the packed names may be: printable ASCII that a string literal shows as it is.
DIGITS = "".join(chr(c) for c in range(32, 127) if chr(c) not in '"\\')
BASE = len(DIGITS)
# A word is one digit, or two, or three, as its first digit says.
ONE, TWO = 40, 40


def word_digits(index):
    if index < ONE:
        return DIGITS[index]
    index -= ONE
    if index < TWO * BASE:
        return DIGITS[ONE + index // BASE] + DIGITS[index % BASE]
    index -= TWO * BASE
    first, rest = divmod(index, BASE * BASE)
    return DIGITS[ONE + TWO + first] + DIGITS[rest // BASE] + DIGITS[rest % BASE]


def ranges(points):
    """Gap and length of each run, in base 36."""
    out, end = [], 0
    for point in points:
        if out and point == end:
            out[-1][1] += 1
        else:
            out.append([point - end, 1])
        end = point + 1
    return ",".join(f"{base36(gap)}.{base36(n)}" for gap, n in out)


def base36(n):
    digits = ""
    while True:
        n, digit = divmod(n, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
        if n == 0:
            return digits


def read_names():
    """Names by code point, and those that are a prefix and the code point, by prefix."""
    names, coded = {}, {}
    for point in range(0x110000):
        name = unicodedata.name(chr(point), None)
        if name is None or 0xAC00 <= point <= 0xD7A3:
            continue
        code = f"-{point:04X}"
        if name.endswith(code):
            coded.setdefault(name.removesuffix(code), []).append(point)
        else:
            names[point] = name
    return names, coded


def read_aliases(path):
    aliases = []
    for line in open(path, encoding="utf-8"):
        line = line.partition("#")[0].strip()
        if line:
            code, name, _kind = line.split(";")
            # What is told from the number alone is left to the reader.
            if unicodedata.lookup(name) != chr(int(code, 16)):
                raise SystemExit(f"{name} is not U+{code}")
            aliases.append((name, int(code, 16)))
    return aliases


def pack(names):
    """Each name: a digit that says how many words it shares with the one before and how many follow, then those."""
    counts = Counter()
    rows, before = [], []
    for name in names.values():
        words = name.split(" ")
        shared = 0
        while shared < min(len(words) - 1, len(before), 5) and words[shared] == before[shared]:
            shared += 1
        rows.append((shared, words[shared:]))
        counts.update(words[shared:])
        before = words
    ordered = sorted(counts, key=lambda word: (-counts[word], word))
    index = {word: i for i, word in enumerate(ordered)}
    packed = "".join(
        DIGITS[shared * 15 + len(rest) - 1] + "".join(word_digits(index[word]) for word in rest)
        for shared, rest in rows
    )
    return " ".join(ordered), packed


names, coded = read_names()
words, packed = pack(names)
aliases = [(name, point) for name, point in read_aliases(sys.argv[1]) if not name.startswith("VS")]
print("// Made by scripts/make_unicode_names.py; see there, and unicode-names.ts, which reads it.")
print(f"export const VERSION = {json.dumps(unicodedata.unidata_version)};")
print(f"export const WORDS =\n  {json.dumps(words)};")
print(f"export const RUNS =\n  {json.dumps(ranges(names))};")
print(f"export const NAMES =\n  {json.dumps(packed)};")
print(f"export const CODED =\n  {json.dumps('|'.join(f'{prefix}:{ranges(points)}' for prefix, points in coded.items()))};")
print(f"export const ALIASES =\n  {json.dumps('|'.join(f'{name}:{base36(point)}' for name, point in aliases))};")
