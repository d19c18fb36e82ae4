import _ast as ast

P = dict(lineno=1, col_offset=0)

def attempt(node):
    try:
        compile(ast.Expression(node), "f", "eval")
    except RecursionError:
        print("too deep")
    else:
        print("compiled")

direct = ast.UnaryOp(ast.Not(), None, **P)
direct.operand = direct
attempt(direct)
one = ast.UnaryOp(ast.Not(), None, **P)
other = ast.UnaryOp(ast.Not(), one, **P)
one.operand = other
attempt(one)
within = ast.List([], ast.Load(), **P)
within.elts.append(within)
attempt(within)
