"""Fills the fixtures with what CPython 3.14 (or newer) says.

    python3.14 test/syntax/make_expected.py

Each line of a file in fixtures/ is a case, [mode, source, expected]. To add a case, append one with
`null` as its expectation and run this. Expected is
    "tree"                                              for a valid program (see `dump`), or
    [type, message, lineno, offset, end_lineno, end_offset, text]     for its SyntaxError,
followed, where there are warnings, by [[message, lineno], ...].
"""

import ast
import json
import pathlib
import struct
import sys
import warnings

OPERATORS = (ast.expr_context, ast.operator, ast.unaryop, ast.cmpop, ast.boolop)


def constant(value):
    if value is None or value is True or value is False:
        return repr(value)
    if value is Ellipsis:
        return "..."
    if isinstance(value, int):
        return hex(value)
    if isinstance(value, float):
        return "f" + struct.pack(">d", value).hex()
    if isinstance(value, complex):
        return "j" + struct.pack(">d", value.imag).hex()
    if isinstance(value, bytes):
        return "b" + value.hex()
    return "s" + json.dumps([ord(c) for c in value] if not value.isascii() else value)


def units(text):
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def dump(node, lines):
    """The tree in one line, places in UTF-16 units: Kind(field, ...)@line:column-line:column."""
    if isinstance(node, list):
        return "[" + ",".join(dump(item, lines) for item in node) + "]"
    if node is None:
        return "-"
    if not isinstance(node, ast.AST):
        return str(node)
    kind = type(node).__name__
    if isinstance(node, OPERATORS):
        return kind
    if kind == "Constant":
        fields = [constant(node.value)] + (["u"] if node.kind else [])
    elif kind == "MatchSingleton":
        fields = [constant(node.value)]
    else:
        names = [name for name in node._fields if name not in ("type_comment", "type_ignores")]
        fields = [dump(getattr(node, name, None), lines) for name in names]
    return f"{kind}({','.join(fields)})" + place(node, lines)


def place(node, lines):
    if not hasattr(node, "lineno"):
        return ""

    def column(line, byte):
        return units(lines[line - 1].encode()[:byte].decode("utf-8", "replace"))

    start = column(node.lineno, node.col_offset)
    end = column(node.end_lineno, node.end_col_offset)
    return f"@{node.lineno}:{start}-{node.end_lineno}:{end}"


def expected(mode, source):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            result = [dump(ast.parse(source, "f.py", mode), (source + "\n").split("\n"))]
        except SyntaxError as e:
            where = [e.lineno, e.offset, e.end_lineno, e.end_offset, e.text]
            result = [[type(e).__name__, e.msg, *where]]
    if caught:
        result.append([[str(w.message), w.lineno] for w in caught])
    return result


def main(folder):
    for path in sorted((folder / "fixtures").glob("*.jsonl")):
        lines = []
        for line in path.read_text().splitlines():
            mode, source, *_ = json.loads(line)
            lines.append(json.dumps([mode, source, *expected(mode, source)]) + "\n")
        path.write_text("".join(lines))



if sys.version_info < (3, 14):
    sys.exit("needs CPython 3.14 or newer")
main(pathlib.Path(__file__).parent)
