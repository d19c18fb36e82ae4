import copy
import re

import _sre

re.compile(r"(a)(?P<n>b|[^c-e\d]){1,9}?(?(1)x|y)(?<!z)", re.DEBUG | re.I)
p = re.compile("a(b)?")
m = p.match("ab")
print(copy.copy(p) is p, copy.deepcopy(p) is p, copy.copy(m) is m, copy.deepcopy([m])[0] is m)

print(_sre.MAGIC, _sre.CODESIZE, _sre.getcodesize(), _sre.ascii_tolower(0x4B), _sre.unicode_tolower(0x212A), _sre.unicode_iscased(0xDF), _sre.ascii_iscased(0xDF))
made = _sre.compile(None, 0, [14, 4, 0, 1, 1, 17, 0, 16, 97, 17, 1, 1], 1, {"x": 1}, (None, "x"))
print(made, made.match("ab")["x"], made.match(b"ab")["x"], made.pattern)
for code in ([], [99], [16], [13, 3, 16, 1], [23, 4, 0, 1, 1], [12, 5, 1, 1], [28, 4, 2, 1, 1, 1], [-1], ["a"]):
    try:
        print(_sre.compile("", 0, code, 0, {}, ()))
    except (RuntimeError, OverflowError, TypeError) as error:
        print(code, type(error).__name__)
for template in (["a"], ["a", 1, "b"], [], ["a", 1], ["a", "b", "c"], ["a", -1, "b"], ("a",)):
    try:
        print(type(_sre.template(p, template)).__name__)
    except TypeError as error:
        print(error)
