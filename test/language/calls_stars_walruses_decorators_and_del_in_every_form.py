def t(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except BaseException as e: print(type(e).__name__, e)
# parameters
def f(a, b=2, /, c=3, *args, d, e=5, **kw): return a,b,c,args,d,e,kw
t(f, 1, d=4); t(f, 1, 2, 3, 4, 5, d=6, a=7, b=8, z=9); t(f); t(f, 1); t(f, d=1); t(f, 1, c=2, d=3, **{'x y': 1}); t(f, 1, **{'d': 1, 'e': 2})
def g(a, b, /): return a, b
t(g, 1, b=2); t(g, a=1, b=2); t(g, 1); t(g, 1, 2, 3); t(g)
def h(*, a, b): return a, b
t(h, 1, 2); t(h, a=1); t(h); t(h, a=1, b=2, c=3); t(h, 1, a=1, b=2)
def i(a, b=1, *, c, d=2): return a
t(i); t(i, 1, 2, 3, c=1); t(i, 1, 2, 3); t(i, 1, c=1, x=1); t(i, 1, a=2, c=3)
def calls(*a, **k): return a, k
A=[1,2]; B=(3,); C={'x':1}; D={'y':2}
print(calls(*A, *B, k=1, **C, **D), calls(*A, 5, *B, z=1, *'ab'), calls(*A, **C, **D, w=3))
t(lambda: calls(**C, **C)); t(lambda: calls(x=1, **C)); t(lambda: calls(**{1:2})); t(lambda: calls(**5)); t(lambda: calls(*5)); t(lambda: calls(*A, **5)); t(lambda: calls(**C, x=5)); t(lambda: f(*5)); t(lambda: f(**{'a': 1, 1: 2}))
t(lambda: print(*5)); t(lambda: print(**5)); t(lambda: int(**C, **C))
class Mp:
    def keys(self): print("keys"); return ['p','q']
    def __getitem__(self, k): print("get", k); return k*2
print(calls(**Mp()), calls(1, *iter([2]), **Mp(), r=1))
def order(n, v=None): print("o", n, end=" "); return v
print(calls(order(1), *order(2, [1]), k=order(3), *order(4, [2]), **order(5, {'a': 1}), z=order(6)))
print(calls(x:=5, y:=6) if 0 else calls((x:=5), y=6), x)
print(calls(i for i in 'ab')[0][0].__name__)
# starred
a, *b = 1, 2, 3; *c, d = "xy"; [e, *f_] = range(3); (*g_,) = 1,; print(a,b,c,d,e,f_,g_)
for x, *y in [(1,2,3),(4,)]: print(x,y)
def r(*b): return 1, *b, *b
print(r(2,3)); 
def y_(): x = yield 1, *[2,3]; yield x
print(list(y_()))
for x in *[1], *(2,3): print(x, end=' ')
print([*range(2), *'ab'], {*[1], *[1,2]}, {**{'a':1}, 'b':2, **{'a':3}}, (*[1],), *[5])
class S:
    def __getitem__(self, k): return k
    def __setitem__(self, k, v): print("set", k, v)
    def __delitem__(self, k): print("del", k)
s = S(); b=[1,2]
print(s[*b], s[1, *b], s[*b, 1:2], s[*b,], s[:, ...], s[1:2:3, ::], s[(*b, 3)], s[()], s[*()], s[1:2], s[a:=3], s[lambda: 1].__name__)
s[*b] = 1; s[1, *b] = 2; del s[*b], s[0]; s[*b] += (5,)
x = *b, ; print(x); x = y = *b, 3; print(x, y)
x: tuple = 1, *b; print(x)
t(lambda: [1 for x in 5]); 
try: a, b, c = 1, 2
except ValueError as e_: print(e_)
try: a, *b, c = 1,
except ValueError as e_: print(e_)
try: a, b = {1,2,3}
except ValueError as e_: print(e_)
try: a, b = 5
except TypeError as e_: print(e_)
try: a, b = iter([1,2,3,4])
except ValueError as e_: print(e_)
try: (a, b), c = 1, 2
except TypeError as e_: print(e_)
[] = (); () = []; 
try: [] = 1,
except ValueError as e_: print(e_)
# chained comparison
def o(n): print(n, end=' '); return n
print(o(1) < o(2) < o(1) < o(5)); print(o(1) < o(2) > o(0) != o(4) is not o(5) in [o(5)])
print(1 < 2 in [2, True], not 1 == 2, (1 < 2) == True, 1 < (2 == True), [] is not [] not in [[]])
# walrus
print([y := 1, y**2], (z := 3) + z, [w := i for i in range(3)], w, {(k := 1): (v := 2)}, k, v)
def fw():
    [q := i for i in range(3)]; any((last := n) > 1 for n in [1,2,3])
    return q, last
print(fw()); print(f"{(n:=5)} {n:=5}")
if (m := 3) and (m2 := m): print(m, m2)
while (m := m - 1): print(m)
print((lambda: (zz := 3) + zz)(), len(p := [1]), p)
def dflt(x=(dd := 4)): return x
print(dflt(), dd); print([i for i in range(5) if (j := i % 2)], j, [[(jj := i) for _ in 'a'] for i in range(2)], jj)
# decorators
def deco(x): print("deco", x); return lambda f: (print("apply", x, f.__name__ if hasattr(f,'__name__') else f), f)[1]
@deco(1)
@deco(2)
def fd(): pass
@(lambda f: f)
def fe(): pass
@[deco][0](3)
class Cd: pass
@deco(4) if True else None
def ff(): pass
@(x := deco(5))
def fg(): pass
class N: 
    @staticmethod
    def s(x): return x
    @property
    def p(self): return 1
    @p.setter
    def p(self, v): print("setp", v)
@N.s
@N().s
def fh(): pass
N().p = 4; print(N().p)
# del
a = b = c = d = 1; L = [1,2,3,4,5]; Dd = {'a':1}
class O: pass
ob = O(); ob.x = 1; ob.y = O(); ob.y.z = 2
del a, (b, c), [d]; del L[0], L[1:3], Dd['a'], ob.x, ob.y.z; print(L, Dd, vars(ob).keys())
del (L); 
try: L
except NameError as e_: print(e_)
try: del nothere
except NameError as e_: print(e_)
def fdel(x):
    del x
    try: x
    except UnboundLocalError as e: print(e)
    try: del x
    except UnboundLocalError as e: print(e)
    x = 1; del x; x = 2; return x
print(fdel(1))
def fdelc(x):
    def g(): return x
    del x
    try: g()
    except NameError as e: print(type(e).__name__, e)
    try: x
    except UnboundLocalError as e: print(e)
    try: del x
    except UnboundLocalError as e: print(e)
fdelc(1)
del (), []
