"""Rewrites the expected outcomes of a fixture by running its programs: make_containers.py < old > new

A program is one or more lines; the last is an expression, and the line after it, `=> …`, its repr or exception.
Run it with the CPython version whose behaviour is wanted (3.14), on a 64-bit machine where sizes matter.
"""

import ast
import sys
import warnings
from types import MappingProxyType

warnings.simplefilter("ignore")


def outcome(source):
    scope = {"mappingproxy": MappingProxyType}
    try:
        *body, last = ast.parse(source).body
        exec(compile(ast.Module(body, []), "f.py", "exec"), scope)
        return repr(eval(compile(ast.Expression(last.value), "f.py", "eval"), scope))
    except Exception as error:
        args = error.args
        if len(args) == 1:
            text = args[0] if isinstance(args[0], str) else repr(args[0])
        else:
            text = ",".join(map(repr, args))
        return f"{type(error).__name__}: {text}"


program = []
for line in sys.stdin.read().splitlines():
    if line.startswith("=> "):
        continue
    if line == "" and program:
        print(*program, "=> " + outcome("\n".join(program)), "", sep="\n")
        program = []
    elif line:
        program.append(line)
if program:
    print(*program, "=> " + outcome("\n".join(program)), sep="\n")
