import _functools as functools


def attempt(function, *args, **named):
    try:
        print(repr(function(*args, **named)))
    except Exception as error:
        print(type(error).__name__, error)


P=functools.partial
PH=functools.Placeholder
p=P(max, 1, key=abs)
attempt(lambda: p)
attempt(p.__reduce__)
print(p.func,p.args,p.keywords)
attempt(P)
attempt(P,1)
attempt(P,x=1)
attempt(p,2,3)
q=P(p,5,key=str)
print(q.func,q.args,q.keywords)
p.x=1
attempt(p.__reduce__)
print(p.__dict__)
attempt(p.__setstate__,1)
attempt(p.__setstate__,(1,2,3))
attempt(p.__setstate__,(max,(),{},None,5))
attempt(p.__setstate__,(max,[],{},None))
attempt(p.__setstate__,(max,(1,),{'a':2},{'y':3}))
print(p.func,p.args,p.keywords,p.__dict__)
attempt(p.__setstate__,(max,(),None,None))
attempt(p.__setstate__,(1,(),None,None))
attempt(p.__setstate__,(max,(PH,),None,None))

attempt(lambda: setattr(p,'func',1))

def sdel(): del p.__dict__
attempt(sdel)
p=P(lambda *a,**k:(a,k), PH, 2, PH, 4)
attempt(p)
attempt(p,1)
attempt(p,1,3)
attempt(p,1,3,5,z=1)
attempt(lambda: p.args)
attempt(P,max,PH)
attempt(P,max,1,PH)
attempt(P,max,k=PH)
q=P(p,'x')
attempt(lambda:q.args)
attempt(q,'y')
q=P(p,PH,'x')
attempt(lambda:q.args)
attempt(q,1)
q=P(p,1,2,3,PH,5)
attempt(lambda:q.args)
attempt(q,1)
attempt(P, p, PH)
attempt(P,p,1,PH)
attempt(lambda: PH)
attempt(lambda: type(PH)())
attempt(type(PH),1)
attempt(type(PH),x=1)
attempt(PH.__reduce__)
attempt(lambda: type(PH))
attempt(lambda: PH.x)
attempt(setattr,PH,'x',1)
try:
    class X(type(PH)): pass
except TypeError as e: print(e)
class C:
    m=P(lambda *a: a, 1)
    k=P(lambda *a: a, PH, 2)
attempt(lambda: C.m())
attempt(lambda: len(C().m(5)))
attempt(lambda: C.k(3))
p=P(max)
p.__setstate__((p,(),{},{}))
attempt(lambda: repr(p))

p=P(max)
p.__setstate__((max,(p,),{},{}))
attempt(lambda: repr(p))
p=P(max)
p.__setstate__((max,(),{'a':p},{}))
attempt(lambda: repr(p))
attempt(lambda: P[int])
class_=type('Sub',(P,),{})
attempt(lambda: class_(max,1))
s=class_(max,1)
s.z=1
u=P(s,2)
print(u.func is s, u.func)
