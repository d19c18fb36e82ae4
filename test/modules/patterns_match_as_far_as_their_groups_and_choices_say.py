import re

CASES = [
    # groups keep what their last turn matched, and what was undone is forgotten
    (r"(?:(a)|b)*", "abb"),
    (r"(?:(a)|(b))*", "abab"),
    (r"(a)|b", "b"),
    (r"((a)|b)*c", "abac"),
    (r"(?:(a)(?=b)|a(b)?)+", "aab"),
    (r"(a+)(a+)", "aaaa"),
    (r"(a+?)(a+)", "aaaa"),
    (r"(a*)*b", "aaab"),
    (r"(?:a?)*?$", "aa"),
    (r"(?:a|ab)(?:c|bcd)(d*)", "abcd"),
    (r"(a|ab)(bcd|c)(d*)", "abcd"),
    # counted loops, nothing matched by a turn of them
    (r"(?:ab){2,3}", "ababababab"),
    (r"(?:ab){2,3}?b?", "ababab"),
    (r"(?:a{2}){2}", "aaaaa"),
    (r"(?:|a)+b", "aab"),
    (r"(a|)+?b", "aab"),
    (r"(?:x{0,2}){3}$", "xxxxx"),
    # back references and conditions
    (r"(\w+) \1", "the the"),
    (r"(?P<q>['\"]).*?(?P=q)", "'it\"s' ok'"),
    (r"(<)?\w+(?(1)>|$)", "<tag> x"),
    (r"(<)?\w+(?(1)>|$)", "tag"),
    (r"(<)?\w+(?(1)>)", "<tag"),
    (r"(a)?(?(1)[\x01-\x0f])", "a\x0f"),
    # looking around
    (r"(?<=ab)c(?!d)", "abcabcd"),
    (r"(?<!a)b", "b"),
    (r"(?=(a+))a", "aaa"),
    (r"(?!(a)b)a", "ac"),
    (r"(?<=(\w))-\1", "x-x"),
    # places
    (r"^a$", "a\n"),
    (r"(?m:^b$)", "a\nb\nc"),
    (r"\Ab", "a\nb"),
    (r"a\Z", "a\n"),
    (r"a\z", "a"),
    (r"\bfoo\b", "a foo."),
    (r"\B", ""),
    (r"\b", ""),
    (r".", "\n"),
    (r"(?s:.)", "\n"),
]

for pattern, text in CASES:
    shown = []
    for method in (re.match, re.search, re.fullmatch):
        match = method(pattern, text)
        shown.append(match and (match.regs, match.lastindex))
    print(ascii(pattern), ascii(text), *shown)

p = re.compile(r"\b|c|$")
for pos, endpos in [(0, 3), (1, 2), (2, 1), (-5, 99), (3, 3), (9, 9)]:
    m = p.match("abc", pos, endpos)
    print(pos, endpos, m and (m.span(), m.pos, m.endpos), p.findall("abc", pos, endpos))
print(re.compile("").match("abc", 3, 1), re.compile("a*").match("abc", 3, 1), re.compile("bc").search("abcd", 0, 2))
