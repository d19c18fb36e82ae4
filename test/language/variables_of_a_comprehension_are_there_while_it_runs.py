def f(p):
    i = 1
    x = [i for i in range(3)]
    print(locals())
    print([dict(locals()) for i in 'a' for j in 'b'])
    print([[sorted(locals()) for y in 'a'] for zz in 'a'])
    print({k: sorted(locals()) for k in 'a'}, locals())
    print([eval('i + p') for i in [1]])
    return list(sorted(locals()) for q in 'a')
print(f(1))
def g():
    i = 5
    def h(): return i
    [lambda: (i, k) for i in 'a' for k in 'b']
    return locals().keys()
print(g())
print([sorted(k for k in locals() if k[0] != '_') for zz in 'a'])
print([eval('zz') for zz in 'a'], [[exec("q=1"), 'q' in locals(), 'zz' in locals()] for zz in 'a'], 'q' in globals())
def k():
    return [(lambda: i, sorted(locals().items(), key=lambda x: x[0])) for i in [7]][0][1]
print(k())
def fin():
    try: pass
    finally: print([sorted(locals()) for i in 'a'])
fin()
class A:
    a = 1
    print([sorted(locals()) for zz in 'a'])
    print([sorted(vars()) for zz in 'a'], [dir() for zz in 'a'])
    print([eval("zz") for zz in 'a'])
    print([[sorted(locals()) for y in 'a'] for zz in 'a'])
    print([[exec("q=1"), sorted(locals())] for zz in 'a'])
    print('zz' in locals(), 'q' in locals())

