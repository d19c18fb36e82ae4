import _ast as ast

P = dict(lineno=3, col_offset=4, end_lineno=3, end_col_offset=9)

def parse(source, mode="exec"):
    return compile(source, "f", mode, ast.PyCF_ONLY_AST)

# What was parsed does what its source does, changed or not.
tree = parse("def f(x, *y, z=3):\n    '''doc'''\n    return [x, y, z, *(i * x for i in y)]\nprint(f(2, 3, 4), f.__doc__)")
exec(compile(tree, "f", "exec"))
tree.body[0].body[1].value.elts.append(ast.Constant("more", **P))
space = {}
exec(compile(tree, "g", "exec"), space)
print(space["f"].__code__.co_filename, space["f"].__code__.co_firstlineno)

# Constants may be what no source has.
for value in (1, (2, (3,))), frozenset([4]), 2 + 3j, -1, "a\ud800", ...:
    print(ascii(eval(compile(ast.Expression(ast.Constant(value, **P)), "f", "eval"))))
print(eval(compile(ast.Expression(ast.Slice(**P)), "f", "eval")))

# Lists and what has defaults may be left out.
node = ast.FunctionDef("f", ast.arguments(), [ast.Pass(**P)], **P)
del node.decorator_list, node.type_params
node.body[0].extra = 1
exec(compile(ast.Module([node], []), "f", "exec"))
print(f.__code__.co_firstlineno)

# Errors know where nodes say they are.
try:
    compile(ast.Module([ast.Return(None, **P)], []), "f", "exec")
except SyntaxError as e:
    print(e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset)
try:
    exec(compile(ast.Module([ast.Expr(ast.Name("nothing", ast.Load(), **P), **P)], []), "f", "exec"))
except NameError as e:
    print(e.__traceback__.tb_next.tb_lineno)

# A tree for a tree is a new one.
tree = parse("1")
print(compile(tree, "f", "exec", ast.PyCF_ONLY_AST) is tree)
try:
    compile(tree, "f", "eval", ast.PyCF_ONLY_AST)
except TypeError as e:
    print(e)
try:
    compile(3, "f", "exec")
except TypeError as e:
    print(e)
shared = ast.Name("x", ast.Load(), **P)
x = 4
print(eval(compile(ast.Expression(ast.BinOp(shared, ast.Add(), shared, **P)), "f", "eval")))
