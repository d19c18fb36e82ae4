import re

print(re.split(r"\W+", "Words, words, words."), re.split(r"(\W+)", "Words, words."), re.split("x*", "axbc"), re.split("(x)|(y)", "axbyc"))
print(re.split("b", "abcbd", maxsplit=1), re.split("b", "abc", maxsplit=-1), re.split("(?=b)", "abab"), re.split("", "ab"))
print(re.findall("a(b)?", "abaab"), re.findall("(a)(b)?", "aab"), re.findall("a*", "baac"), re.findall(r"\b", "ab c"))
print(re.sub("x*", "-", "abxd"), re.sub("a", "b", "aaa", count=2), re.subn("(?=a)", "-", "aba"), re.sub("a", "b", "aaa", count=-1))
print(re.sub(r"(?P<first>\w)(\w*)", r"\2\g<first>ay\g<0>\1", "pig latin"))
print(ascii(re.sub("a", r"\n\t\0\07\101\\\.", "a")))
print(re.sub("(a)|b", r"[\1]", "ab"), re.sub(b"(a)", b"<\\1\xff>", b"bab"))


def double(match):
    return str(int(match[0]) * 2)


print(re.sub(r"\d+", double, "1 and 20"), re.sub("a", lambda m: None, "bab"), re.subn("a", lambda m: "", "aXa"))
try:
    re.sub("a", lambda m: 1, "ba")
except TypeError as error:
    print(error)
try:
    re.sub(b"a", lambda m: "x", b"ba")
except TypeError as error:
    print(error)
try:
    re.sub("a", lambda m: 1 / 0, "ba")
except ZeroDivisionError as error:
    print(error)


# A pattern may be used again by what it calls.
pattern = re.compile(r"\((\w+) ([^()]*)\)")


def evaluate(match):
    return "<" + pattern.sub(evaluate, match[2].replace("[", "(").replace("]", ")")) + ">"


print(pattern.sub(evaluate, "(a [b x] [c y]) (d z)"))

m = re.match(r"(?P<a>.)(?P<b>x)?(.)", "pqr")
print(m, m.group(), m.group(1, "a", "b"), m["a"], m[3], m.groups("?"), m.groupdict("?"), m.span("b"), m.start(3), m.end("a"))
print(m.expand(r"\3\g<a>\2"), m.lastgroup, m.lastindex, m.re.groupindex, m.string, bool(m))
for key in ("no", 9, -1, 1.5, None):
    try:
        print(m[key])
    except IndexError as error:
        print(error)

scanner = re.compile(r"a|(b)").scanner("abxa")
print([scanner.match() and scanner.pattern.groups for _ in range(4)])
scanner = re.compile(r"a*").scanner("baac")
print([match and match.span() for match in (scanner.search() for _ in range(6))])
print(re.Scanner([(r"\d+", lambda s, t: int(t)), (r"\w+", lambda s, t: t), (r"\s+", None)]).scan("12 ab 3 !"))

p = re.compile("a(?P<n>b)", re.I | re.X)
print(p, re.compile(b"'\n"), len(repr(re.compile("x" * 250))), p == re.compile("a(?P<n>b)", re.I | re.X), p == re.compile("ab"), hash(p) == hash(p))
print(type(p).__name__, type(p).__module__, type(m), type(scanner), re.Pattern[str], p.flags, p.groups, p.pattern)
for refused in (lambda: type(p)(), lambda: p.match(1), lambda: p.match(b"a"), lambda: re.match(b"a", "a"), lambda: iter(m), lambda: p < p):
    try:
        print(refused())
    except TypeError as error:
        print(error)
