class H:
    n = 0

    def __hash__(self):
        H.n += 1
        return 5


d = {H(): 1}
H.n = 0
frozenset(d)
print(H.n)
set(d)
print(H.n)
{1}.union(d)
print(H.n)
{1} | d.keys()
print(H.n)
dict(d)
{**d}
dict.fromkeys(d)
print(H.n)
dict.fromkeys(set(d))
print(H.n)
set().update(d)
print(H.n)
frozenset(set(d))
print(H.n)
set().symmetric_difference(d)
print(H.n)
set().difference(d)
{1,2}.difference(d)
print(H.n)
{1}.intersection(d)
print(H.n)
{1}.isdisjoint(d)
print(H.n)
frozenset().union(d)
print(H.n)
print(hash(""), hash(b""), hash(memoryview(b"")))
