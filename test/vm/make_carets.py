"""Keeps how CPython marks parts of program text in tracebacks.

    python3.14 test/vm/make_carets.py > test/vm/fixtures/carets.txt

For every expression and statement of SOURCE: its lines, its span (columns in UTF-16 code units), and the text that a
traceback shows below its "File" line. One JSON array a line.
"""
import ast
import json
import linecache
import traceback

SOURCE = '''
x = f(1, 2)
y = a.b(3)[0]
z = 日本["語"] + é("あ", 1)
w = "日本語" % (a, b)
def f():
    return g(1)
def f():
    return (g(1,
       2))
def f():
\tif x:
\t\ty = a  +  [
\t\t  1]
def f():
    x = h(
      1,
    )
    x = (a + # a comment )
       b)
    y = (a) [ # another [
       1:2 ]
    q = ( (foo) # )(
       ( 1, 2, 3,
          4,

          5, 6
        ) )
    w = (a \\
      // b)
    if 1: x = "😀" + b; y = "😀"[a]
    return await_(a ** -b)(c)(d)
    assert a << (b), f"{c!r:>{d}} {e @ f}"
    del a[0], b.c
    a.b[c] += 1
'''


def units(line, column):
    return len(line.encode()[:column].decode().encode("utf-16-le")) // 2


def main():
    lines = SOURCE.split("\n")
    linecache.cache["source"] = (len(SOURCE), None, SOURCE.splitlines(True), "source")
    rows = []
    for node in ast.walk(ast.parse(SOURCE)):
        if not isinstance(node, (ast.expr, ast.stmt)):
            continue
        summary = traceback.FrameSummary(
            "source", node.lineno, "f", end_lineno=node.end_lineno, colno=node.col_offset, end_colno=node.end_col_offset)
        text = traceback.StackSummary().format_frame_summary(summary).split("\n", 1)[1]
        part = lines[node.lineno - 1:node.end_lineno]
        span = [node.lineno, node.end_lineno, units(part[0], node.col_offset), units(part[-1], node.end_col_offset)]
        rows.append([part, span, text])
    for row in rows:
        print(json.dumps(row, ensure_ascii=False))


main()
