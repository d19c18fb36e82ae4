import re

CASES = [
    (r"a(?>bc|b)c", "abc abcc"),
    (r"(?>.*).", "abc"),
    (r"(?>a{0,2}?|b)\n", "aa\n"),
    (r"(?>(a+))b", "aaab"),
    (r"(?>(a)|b)*c", "abac"),
    (r"(?:(?>a|(ab))c?)+d", "acabcd abd"),
    (r"a++b", "aaab"),
    (r"a++a", "aaa"),
    (r"a?+a", "a"),
    (r"(?:ab)++c", "ababc"),
    (r"(?:ab|a)*+b", "ababab"),
    (r"(?:(a)|b){2,3}+b", "abab"),
    (r"(?:a?){2,}+b", "ab"),
    (r"(?:)*+a", "a"),
    (r"x{2}+x", "xxx"),
    (r"(?=(a+?))\1b", "aab"),
    (r"(?!(?>a+)b)a+", "aac"),
    (r"(?<=(?>a|ab))c", "abc"),
]

for pattern, text in CASES:
    try:
        found = [match.regs for match in re.finditer(pattern, text)]
    except re.PatternError as error:
        found = error
    print(pattern, ascii(text), found)
