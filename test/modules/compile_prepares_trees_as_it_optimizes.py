import _ast as ast

def dump(node):
    if isinstance(node, list):
        return "[" + ", ".join(map(dump, node)) + "]"
    if not isinstance(node, ast.AST):
        return repr(node)
    return type(node).__name__ + "(" + ", ".join(dump(getattr(node, name)) for name in node._fields) + ")"

sources = """\
__debug__
x = __debug__; del __debug__
"doc"
"doc"; x
def f(): "doc"
class A: "doc"; x
"%s %r" % (a, b)
"a%%b%s" % (a,)
"%-10s|%a" % (a, b)
"%10.3s%05s" % (a, b)
"%5d" % (a,)
"%s" % a
"%s" % (*a,)
"%s%s" % (a,)
"%(a)s" % (a,)
"%s%" % (a,)
"%" % ()
1 + 1, -1, not x
a if __debug__ else b
match x:\n  case -1 | 1 + 2j | -1 - 2j | -1.5 | {-1: x}: pass""".split("\n")
sources[-2:] = ["\n".join(sources[-2:])]
for source in sources:
    for optimize in 0, 1, 2:
        print(dump(compile(source, "f", "exec", ast.PyCF_OPTIMIZED_AST, optimize=optimize)))
    tree = compile(source, "f", "exec", ast.PyCF_ONLY_AST)
    print(dump(compile(tree, "f", "exec", ast.PyCF_OPTIMIZED_AST, optimize=2)) == dump(compile(source, "f", "exec", ast.PyCF_OPTIMIZED_AST, optimize=2)))
