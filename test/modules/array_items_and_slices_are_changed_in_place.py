import array as module
from array import array


def attempt(function, *args, **keywords):
    try:
        print(repr(function(*args, **keywords)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


a=array('i',[1,2,3,4,5])
attempt(lambda:a[0]);attempt(lambda:a[-1]);attempt(lambda:a[9]);attempt(lambda:a['x']);attempt(lambda:a[1:4]);attempt(lambda:a[::2]);attempt(lambda:a[::-1]);attempt(lambda:a[1.5])
def s(k,v):
    b=array('i',[1,2,3,4,5])
    def f(): b[k]=v; return b
    print(k,v,end=' ');attempt(f)
s(0,9);s(-1,9);s(9,9);s(0,'a');s(slice(1,3),array('i',[7,8,9]));s(slice(1,3),[7]);s(slice(1,3),array('b',[7]));s(slice(None,None,2),array('i',[7,8,9]));s(slice(None,None,2),array('i',[7]));s(slice(0,0),array('i',[7]));s(slice(None,None,2),array('i'));s('x',1);s(slice(3,1),array('i',[7])); s(slice(None,None,-1),array('i',[1,2,3,4,5]))
def d(k):
    b=array('i',[1,2,3,4,5])
    def f(): del b[k]; return b
    print(k,end=' ');attempt(f)
d(0);d(-1);d(9);d(slice(1,3));d(slice(None,None,2));d(slice(None,None,-2));d('x');d(slice(None))
attempt(lambda:a+array('i',[6]));attempt(lambda:a+[6]);attempt(lambda:a+array('b',[6]));attempt(lambda:a*2);attempt(lambda:2*a);attempt(lambda:a*-1);attempt(lambda:a*'x')
def ip(op):
    b=array('i',[1]); c=b
    def f():
        nonlocal b
        if op=='+': b+=array('i',[2])
        if op=='+l': b+=[2]
        if op=='+b': b+=array('b',[2])
        if op=='*': b*=3
        if op=='*0': b*=0
        if op=='+s': b+=b
        return b, b is c
    attempt(f)
for o in ('+','+l','+b','*','*0','+s'): ip(o)
x=array('i',[1,2]);y=array('b',[1,3]);z=array('d',[1.0,2.0])
print(x<y,x<=y,x==z,x!=z,x>y,x>=y,x==[1,2],array('b')<array('b',[1])); attempt(lambda:x<[1]); attempt(lambda: array('w','a')==array('b',[97])); attempt(lambda:array('w','a')<array('b',[97])); attempt(hash,x)
attempt(array('d').byteswap); q=array('q',[1]); q.byteswap(); attempt(lambda:q); attempt(lambda: 3 in x); attempt(lambda: 2 in x); attempt(lambda:list(reversed(x))); attempt(lambda:len(x)); i=iter(x); print(type(i), next(i)); attempt(i.__reduce__); attempt(i.__setstate__,0); attempt(next,i);attempt(next,i);attempt(next,i); attempt(next,i); attempt(i.__reduce__)

class Grow:
    def __index__(self):
        b.append(1)
        return 5


b = array("b", [1])
b[0] = Grow()
print(b)
match b:
    case [first, *rest]:
        print("a sequence", first, rest)
