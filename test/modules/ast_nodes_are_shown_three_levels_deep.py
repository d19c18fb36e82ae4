import _ast as ast

def parse(source):
    return compile(source, "f", "exec", ast.PyCF_ONLY_AST)

print(parse("a + b"))
print(parse("f(1, 2, 3)\ng(1 + 2 + 3 + 4)\nh"))
print(parse("f(1, 2)").body[0])
for items in [], [1], [1, 2], [1, 2, 3], (), (1,), (1, 2), [[1, 2, 3], 2], [ast.Load(), 1, ast.Name("x")]:
    print(ast.Tuple(items))
print(ast.List([ast.List([ast.List([ast.List([])])])]))
print(ast.AST(), ast.expr(), ast.Constant("x" * 50))

loop = ast.Name("x")
loop.id = loop
print(loop)
loop = ast.List()
loop.elts = [loop]
print(loop)
del loop.elts
try:
    repr(loop)
except AttributeError as e:
    print(e)
