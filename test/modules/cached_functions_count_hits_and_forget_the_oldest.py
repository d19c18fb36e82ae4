import _functools as functools


class CI(tuple):
    def __new__(cls, *fields):
        return super().__new__(cls, fields)


def attempt(function, *args, **named):
    try:
        print(repr(function(*args, **named)))
    except Exception as error:
        print(type(error).__name__, error)


L=functools._lru_cache_wrapper
def fn(*a,**k): print('call',a,k); return (a,k)
c=L(fn,2,False,CI)
attempt(c,1)
attempt(c,1)
attempt(c,1.0)
attempt(c,2)
attempt(c,3)
attempt(c,1)
attempt(c.cache_info)
c.cache_clear()
attempt(c.cache_info)
attempt(c,x=1,y=2)
attempt(c,y=2,x=1)
attempt(c,[])
attempt(c,1,x=[])

c=L(fn,None,True,CI)
attempt(c,1)
attempt(c,1.0)
attempt(c,1)
attempt(c,True)
attempt(c,a=1)
attempt(c,a=1.0)
attempt(c.cache_info)
c=L(fn,0,False,CI)
attempt(c,1)
attempt(c,1)
attempt(c.cache_info)
attempt(c.cache_clear,1)
attempt(c.cache_info,1)
c=L(fn,-5,False,CI)
attempt(c,1)
attempt(c.cache_info)
attempt(L,fn,'a',False,CI)
attempt(L,1,2,False,CI)
attempt(L,fn)
attempt(L,fn,1,0,CI,5)
attempt(c.__reduce__)
c.__qualname__='qq'
attempt(c.__reduce__)
attempt(lambda: c.__copy__() is c)
attempt(lambda: c.__deepcopy__(1) is c)
c.x=1
print(c.__dict__)
attempt(lambda: c.__get__(None,int) is c)
attempt(lambda: c.__get__(5,int))
attempt(lambda: c.__wrapped__)
class M:
    m=L(lambda self,x:(print('m'),x),5,False,CI)
m=M()
attempt(m.m,1)
attempt(m.m,1)
def boom(x): raise ValueError(x)
c=L(boom,5,False,CI)
attempt(c,1)
attempt(c,1)
attempt(c.cache_info)
c=L(str,5,False,CI)
attempt(c,1)
attempt(c)
attempt(c,'a')
attempt(c,1)
attempt(c.cache_info)
def rec(n): return 1 if n<2 else r(n-1)+r(n-2)
r=L(rec,None,False,CI)
attempt(r,80)
r=L(rec,3,False,CI)
attempt(r,15)
attempt(r.cache_info)


class Key:
    def __init__(self, name):
        self.name = name

    def __hash__(self):
        return 1

    def __eq__(self, other):
        return self.name == other.name


c = L(lambda key: key.name, 2, False, CI)
print([c(Key(n)) for n in "ababcaab"], c.cache_info())
c = L(lambda key: key.name, None, False, CI)
print([c(Key(n)) for n in "abab"], c.cache_info())

