import _string


def attempt(function, *args):
    try:
        print(function(*args))
    except Exception as error:
        print(type(error).__name__, error)


FORMATS = ["a{b!r:c}d{}{{x}}{0.x[1]:{w}}", "", "plain", "{", "}", "{!}", "{a!rr}", "{a", "{a!r", "{a:{b}", "{a[b}]:c}", "{a{b}}", "x{:}y{!s}z{!s:}", "é{é}\U0001f600{\U0001f600!a}", "{{{{", "}}x", "{a!"]
for text in FORMATS:
    attempt(lambda: list(_string.formatter_parser(text)))
for name in ["", "a", "0", "00", "a.b", "a[0]", "a[x].y", "0.x[1]", "a.", "a[", "a[]", "a[1", "a[1]x", ".a", "[0]", "a..b", "-1", "99999999999999999999", "a[99999999999999999999]", "a[ 1]", "a.0", "٣", "é.\U0001f600"]:

    def split():
        first, rest = _string.formatter_field_name_split(name)
        return first, list(rest)

    attempt(split)
pieces = _string.formatter_parser("a{b")
attempt(next, pieces)
print(type(pieces), type(_string.formatter_field_name_split("a.b")[1]))
attempt(_string.formatter_parser, 1)
attempt(_string.formatter_parser)
attempt(_string.formatter_field_name_split, 1)
