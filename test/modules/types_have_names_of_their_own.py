import _types

for name in sorted(dir(_types)):
    if not name.startswith("__"):
        print(name, getattr(_types, name))
print(isinstance(len, _types.BuiltinFunctionType), isinstance(lambda: 0, _types.FunctionType), isinstance(None, _types.NoneType))
