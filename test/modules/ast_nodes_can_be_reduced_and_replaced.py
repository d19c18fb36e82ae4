import _ast as ast

print(ast.Name("a").__reduce_ex__(4))
print(ast.Constant(1).__reduce__())
print(ast.Load().__reduce__())
x = ast.Name("x")
x.foo = 1
print(x.__reduce__())

cls, args, state = x.__reduce__()
y = cls(*args)
y.__dict__.update(state)
print(vars(y))

print(vars(x.__replace__(id="b")))
print(vars(ast.Name("a").__replace__(lineno=3)))
for change in lambda: ast.Name("a").__replace__(foo=1), lambda: ast.FunctionDef.__replace__(ast.Name("a"), bar=1):
    try:
        change()
    except TypeError as e:
        print(e)
del x.id
try:
    x.__replace__(ctx=ast.Store())
except TypeError as e:
    print(e)
