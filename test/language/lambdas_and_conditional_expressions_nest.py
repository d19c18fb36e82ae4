sign = lambda n: "neg" if n < 0 else "zero" if n == 0 else "pos"
print([sign(n) for n in (-1, 0, 1)])
compose = lambda *fs: (lambda x: x) if not fs else lambda x: fs[0](compose(*fs[1:])(x))
print(compose(lambda x: x + 1, lambda x: x * 10)(4))
print((lambda a, b=2, *c, d=4, **e: (a, b, c, d, e))(1, 3, 5, f=6))
print((lambda: (yield))().__class__.__name__)
pick = (lambda: "called") if True else 5
print(pick())
print([f(2) for f in [lambda x, n=n: x ** n for n in range(4)]])
