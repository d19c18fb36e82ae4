import re

PATTERNS = [
    "(", ")", "a)", "(a", "(?", "(?:", "(?P", "(?Px", "(?P<", "(?P<>a)", "(?P<1>a)", "(?P<a", "(?P<a>x)(?P<a>y)",
    "(?P=a)", "(?P=", "(?P<a>(?P=a))", "(?<a", "(?<", "(?z)", "(?#a", "(?(1)a)", "(?(0)a)", "(?(a)b)", "(?(1", "(a)(?(1)b|c|d)",
    "(?i", "(?iz)", "(?i-", "(?-i)", "(?-a:x)", "(?i-i:x)", "(?au:x)", "(?L:x)", "a(?i)", "(?-x)",
    "*", "a**", "a+*", "^*", "(?:)*?+", "|*", "a{2,1}", "a{99999999999}",
    "[", "[a", "[]", "[^]", "[a-", "[b-a]", r"[a-\d]", r"[\d-a]", r"[\q]", r"[\8]", r"[\400]",
    "\\", r"\q", r"\x1", r"\u12", r"\U00110000", r"\8", r"\1", r"(\1)", r"(a)\2", r"\400", r"\N", r"\N{", r"\N{}", r"\N{no such}",
    r"(?<=a*)b", r"(?<=a|bc)d", r"(?<=(a)\1)b", r"(?<=(a)(?(1)b|cd))", "a\n(b\n*", "\u00e9(?P<\u0301>x)",
    b"(?P<\xe9>a)", b"\\u1234", b"(?u:a)", b"\xe9(", b"[\xff-\x00]",
]

for pattern in PATTERNS:
    try:
        print(ascii(pattern), re.compile(pattern).groups)
    except (re.PatternError, OverflowError) as error:
        print(ascii(pattern), type(error).__name__, ascii(str(error)))
        if isinstance(error, re.PatternError):
            print("   ", ascii(error.msg), error.pattern is pattern, error.pos, error.lineno, error.colno)

for pattern, flags in [("a", re.L), (b"a", re.U), ("a", re.A | re.U), (b"a", re.A | re.L), (re.compile("a"), re.I), (1, 0)]:
    try:
        re.compile(pattern, flags)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)

try:
    re.compile("(" * 5000)
except RecursionError as error:
    print(error)
print(re.compile("(" * 480 + ")" * 480).groups)

p = re.compile("(?P<x>a)|b")
for template in [r"\2", r"\g", r"\g<", r"\g<>", r"\g<1", r"\g<x y>", r"\g<no>", r"\g<7>", r"\g<-1>", r"\q", "\\", r"\400", r"\g<99999999999>"]:
    try:
        print(p.sub(template, "a"))
    except (re.PatternError, IndexError) as error:
        print(template, type(error).__name__, error, getattr(error, "pos", None))
