import _ast as ast
import warnings

warnings.simplefilter("ignore")
P = dict(lineno=1, col_offset=0, end_lineno=1, end_col_offset=1)

def N(name="x", ctx=None):
    return ast.Name(name, ctx or ast.Load(), **P)

def K(value):
    return ast.Constant(value, **P)

def MV(value):
    return ast.MatchValue(value, **P)

def E(node):
    return compile(ast.Expression(node), "f", "eval")

def M(*body):
    return compile(ast.Module(list(body), []), "f", "exec")

def S(node):
    return M(ast.Expr(node, **P))

def C(pattern):
    return M(ast.Match(N(), [ast.match_case(pattern, None, [ast.Pass(**P)])], **P))

class Str(str): pass
class Int(int): pass
class Node(ast.Name): pass
class Context(ast.Load): pass

class Raising(ast.Name):
    @property
    def id(self): raise KeyError("no")
    @id.setter
    def id(self, value): pass

def attempt(text):
    try:
        result = eval(text)
    except BaseException as e:
        print(text, "->", type(e).__name__, e)
    else:
        print(text, "->", type(result).__name__)

for text in """\
C(MV(N()))
C(MV(K(None)))
C(MV(K(...)))
C(MV(K(1)))
C(MV(ast.UnaryOp(ast.USub(),K(1),**P)))
C(MV(ast.UnaryOp(ast.UAdd(),K(1),**P)))
C(MV(ast.UnaryOp(ast.USub(),K("x"),**P)))
C(MV(ast.BinOp(K(1),ast.Add(),K(2j),**P)))
C(MV(ast.BinOp(K(1),ast.Add(),K(2),**P)))
C(MV(ast.BinOp(K(1),ast.Mult(),K(2j),**P)))
C(MV(ast.JoinedStr([],**P)))
C(ast.MatchSingleton(1,**P))
C(ast.MatchSingleton(None,**P))
C(ast.MatchSequence([None],**P))
C(ast.MatchStar(None,**P))
C(ast.MatchSequence([ast.MatchStar("_",**P)],**P))
C(ast.MatchSequence([ast.MatchStar("True",**P)],**P))
C(ast.MatchMapping([K(1)],[],**P))
C(ast.MatchMapping([K(None)],[MV(K(1))],"_",**P))
C(ast.MatchMapping([N()],[MV(K(1))],"_",**P))
C(ast.MatchMapping([N()],[MV(K(1))],**P))
C(ast.MatchMapping([K(True)],[MV(K(1))],**P))
C(ast.MatchClass(K(1),[],[],[],**P))
C(ast.MatchClass(N(),[],["x"],[],**P))
C(ast.MatchClass(N(),[],["True"],[MV(K(1))],**P))
C(ast.MatchClass(ast.Attribute(K(1),"x",ast.Load(),**P),[],[],[],**P))
C(ast.MatchAs(MV(K(1)),None,**P))
C(ast.MatchAs(None,"_",**P))
C(ast.MatchAs(None,"None",**P))
C(ast.MatchOr([],**P))
C(ast.MatchOr([MV(K(1)),ast.MatchStar(None,**P)],**P))
C(ast.MatchAs(None,"x",lineno=1,col_offset=0))
C(3)
C(None)
""".splitlines():
    attempt(text)
