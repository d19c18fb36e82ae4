import _ast

classes = [c for c in vars(_ast).values() if isinstance(c, type) and c.__module__ == "ast"]
for c in classes:
    print(c.__name__, c.__base__.__name__, c._fields == c.__match_args__, c._attributes)
    print("   ", getattr(c, "_field_types", None))
    print("   ", [name for name in c._fields + c._attributes if getattr(c, name, 0) is None])
    print(c.__doc__)
print([name for name in vars(_ast) if name.startswith("Py")])
print(_ast.PyCF_ONLY_AST, _ast.PyCF_TYPE_COMMENTS, _ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, _ast.PyCF_OPTIMIZED_AST)

# They are classes like any others.
class Name(_ast.Name):
    def shout(self):
        return self.id.upper()

print(Name("x").shout(), isinstance(Name("x"), _ast.expr))
_ast.Tuple.first = property(lambda self: self.elts[0])
print(_ast.Tuple([1, 2]).first)
match _ast.Name("x", _ast.Store()):
    case _ast.Name(id, _ast.Load()):
        print("load", id)
    case _ast.Name(id, _ast.Store()):
        print("store", id)
