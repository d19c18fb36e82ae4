import _tokenize

def reader(lines):
    lines = iter(lines)
    return lambda: next(lines, "")

def show(lines, **options):
    for extra in True, False:
        print("---", ascii(lines), options, extra)
        try:
            for token in _tokenize.TokenizerIter(reader(lines), extra_tokens=extra, **options):
                print(ascii(token))
        except (SyntaxError, TypeError, LookupError) as e:
            print(type(e).__name__, ascii(e.args))

SOURCES = [
    '',
    'x',
    'x\n',
    'x = 1 # c\n',
    '# c',
    '# c\n',
    '\n',
    '\n\nx',
    '  \n',
    '   # c\nx',
    'x\r\ny\r\n',
    'x # c\r\n',
    'if x:\n  y\n',
    'if x:\n  y\nz',
    'if x:\n  y\n  # c\n# d\nz\n',
    'if x:\n    if y:\n        z\n  # odd\n',
    '(a,\n # c\n b)\n',
    '[\n\n1]',
    'a + \\\n b\n',
    'x = \\\n',
    '\xe9 = "\xfc"\n',
    '\xe9\U0001f600x',
    's = """a\nb\nc""" + 1\n',
    'f"a{x!r:>{w}}b{{c}}d"',
    'f"""a\n{x\n}b\n"""',
    'f"{x=}"',
    't"a{x}"',
    'rf"\\{x}"',
    'f"{{"',
    'f"a{{{x}}}"',
    'f"\\N{DASH}{x:%H}"',
    'f"{x:\n}"',
    'f"{x:a{{b}}"',
    '0b12',
    '1_',
    '1__0',
    '0777',
    '"abc',
    '"""abc',
    'x = (',
    'x = )',
    '(]',
    'f"{x',
    'f"{',
    'f"}"',
    '$',
    '?',
    '!',
    'a!b',
    '`a`',
    'a <> b',
    'if x:\n    a\n  b\n',
    'if x:\n\ta\n        b\n',
    '\\',
    'x \\ y',
    'a\n\\\nb',
    '  x',
    '\tx',
    'async def f(): await x',
    'lambda: x:=1',
    '...',
    '->',
    'x@=1',
    '1.5e10j .5 1e-3',
    'x\x00y',
    'x;y',
    'class A:\n  def f(self):\n    pass\n\n\n  y\n',
    'x\n    ',
    'if x:\n  pass\n\n   ',
    '# c\n  # d\n\nx # e',
    '"a" \'b\' b"c" rb"d" u"e"',
    'x: int',
    'print("x") # \xe9 \xfc\n\xfc',
    '@a\ndef f(): pass',
    '"\\\n"\nx',
    'if 1:\n  (\n x)\n',
    'a\n  b',
    '\ufeffx',
    '"\\8"',
    'def f():\n  x\n \ty',
    '0_7',
    '1e',
    '1ea',
    '0x',
    '0o8',
    '1.a',
    '\xe9$',
    'a$b',
    '\u20ac',
    '\xa0x',
    'x = """\n  a\n',
    'f"""\n{x}',
    'f"{a:{b:{c}}}"',
    'x\n#c',
    'x #c',
    '(\n#c\n',
    'if x:\n  y #c',
    'if x:\n  y\n#c',
    '\n\n\n',
    'x\n\n',
    "f'{a!r}'",
    "f'{a:\\n}'",
    'f"{x:{y}}z"',
    'match x:\n case 1: pass',
    'type X = int',
    'x=1;\n',
    '(\\\n)',
    'ab\\\n',
    '"a\\\nb" c',
    '\\\nx',
    '  \\\nx',
    'if a:\n  \\\n  b',
    '#\x00',
    '"a\x00b"',
]
for source in SOURCES:
    show(source.splitlines(True))
show([b"# -*- coding: latin-1 -*-\n", b'x="\xe9"\n', b""], encoding="latin-1")
show(["x\n", ""], encoding="utf-8")
show([b'x="\xc3\xa9"\n', b""], encoding="utf-8")
show([b'x="\xe9"\n', b""], encoding="utf-8")
show([b"x\n", b""])
show([1])

def failing():
    raise KeyError("x")

try:
    next(_tokenize.TokenizerIter(failing, extra_tokens=True))
except KeyError as e:
    print(repr(e))
lines = iter(["a b\n"])
print(list(_tokenize.TokenizerIter(lines.__next__, extra_tokens=True)))
tokens = _tokenize.TokenizerIter(reader(["x ("]), extra_tokens=True)
print(next(tokens), iter(tokens) is tokens, _tokenize.TokenizerIter)
try:
    list(tokens)
except SyntaxError as e:
    print(e.msg, e.filename, e.lineno, e.offset, e.text, e.end_lineno, e.end_offset)
