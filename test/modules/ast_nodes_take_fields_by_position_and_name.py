import _ast as ast
import warnings

def attempt(make):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            node = make()
            print(type(node).__name__, sorted(vars(node)))
        except Exception as e:
            print(type(e).__name__, e)
    for w in caught:
        print("   ", w.category.__name__, w.message)

attempt(lambda: ast.Name("x"))
attempt(lambda: ast.Name(id="x", ctx=ast.Store(), lineno=1))
attempt(lambda: ast.Name())
attempt(lambda: ast.Name("x", ast.Load(), 3))
attempt(lambda: ast.Name("x", id="y"))
attempt(lambda: ast.Name("x", spam=1))
attempt(lambda: ast.arguments())
attempt(lambda: ast.Constant(None))
attempt(lambda: ast.Load(1))
attempt(lambda: ast.AST(1))
attempt(lambda: ast.AST(x=1))
attempt(lambda: ast.Module())
attempt(lambda: ast.Name("x").ctx)
print(ast.Name("x").ctx is ast.Name("y").ctx, ast.FunctionDef.returns, ast.expr.end_lineno)
try:
    ast.Constant.value
except AttributeError as e:
    print(e)

class Own(ast.AST):
    _fields = ("a", "b", "c", "d")
    _field_types = {"a": int, "b": int | None, "c": list[int]}

attempt(lambda: Own(1, d=2))
attempt(lambda: Own(b=1, d=2))
attempt(lambda: Own(1))

class Untyped(ast.AST):
    _fields = ("a", "b")

attempt(lambda: Untyped(1))

class Odd(ast.AST):
    _fields = 5

attempt(lambda: Odd())
