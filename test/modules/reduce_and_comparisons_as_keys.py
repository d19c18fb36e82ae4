import _functools as functools


def attempt(function, *args, **named):
    try:
        print(repr(function(*args, **named)))
    except Exception as error:
        print(type(error).__name__, error)


attempt(functools.reduce)
attempt(functools.reduce,max)
attempt(functools.reduce,max,[])
attempt(functools.reduce,max,[],1)
attempt(functools.reduce,max,[1,3,2])
attempt(functools.reduce,lambda a,b:a+b,(x for x in 'abc'))
attempt(functools.reduce,max,5)
attempt(functools.reduce,max,[1],initial=5)
attempt(functools.reduce, 5, [1,2])
attempt(functools.reduce, 5,[1])
attempt(functools.reduce,max,[1],2,3)
attempt(lambda: functools.reduce(function=max, iterable=[1]))
attempt(functools.reduce,max,[1],foo=1)
K=functools.cmp_to_key(lambda a,b:b-a)
attempt(lambda: sorted([1,3,2],key=K))
attempt(K)
attempt(K,1,2)
attempt(lambda: K(1)<K(2))
attempt(lambda: K(1)<2)
attempt(lambda: K(1)==1)
attempt(hash,K(1))
attempt(lambda:K(1).obj)
attempt(lambda: K.__name__ if 0 else type(K))
attempt(functools.cmp_to_key)
attempt(functools.cmp_to_key,1,2)
attempt(lambda: functools.cmp_to_key(5)(1)<functools.cmp_to_key(5)(2))
attempt(lambda:K(1)!=K(2))
attempt(lambda: functools.cmp_to_key(lambda a,b:'x')(1)<K(2))
x=K(3)
x.obj=5
print(x.obj)
attempt(lambda: type(x))
attempt(lambda: K.obj)
def sd(): del x.obj
attempt(sd)
attempt(lambda: x.obj)
attempt(lambda: x<K(1))
print(type(K).__name__)
