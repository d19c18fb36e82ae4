import types

n = types.SimpleNamespace(a=1, b="x")
print(n, n.a, n == types.SimpleNamespace(a=1, b="x"), n == 3, vars(n))
n.me = n
print(n)
class S(types.SimpleNamespace): pass
print(S(q=1), S({"a": 2}, b=3))
try: types.SimpleNamespace(1, 2)
except TypeError as e: print(e)
try: types.SimpleNamespace({1: 2})
except TypeError as e: print(e)
try: hash(n)
except TypeError as e: print(e)
