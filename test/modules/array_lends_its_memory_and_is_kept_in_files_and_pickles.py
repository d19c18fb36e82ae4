import array as module
from array import array


def attempt(function, *args, **keywords):
    try:
        print(repr(function(*args, **keywords)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


w=array('w','a\U0001f600')
attempt(lambda:w)
attempt(w.tobytes)
attempt(w.tounicode)
attempt(lambda: w[1])
attempt(w.append,'bc')
attempt(w.append,5)
attempt(w.fromunicode,'x')
attempt(w.tolist)
w.frombytes(b'\xff\xff\xff\xff')
attempt(w.tounicode)
attempt(lambda:w)
attempt(lambda:w[-1])
x = array('i', [1, 2])
attempt(x.__copy__)
attempt(x.__deepcopy__,{})
attempt(lambda:x.__reduce_ex__(2))
attempt(lambda:x.__reduce_ex__(3)[1:])
attempt(lambda:x.__reduce_ex__(4)[0] is module._array_reconstructor)
attempt(lambda:array('w','ab').__reduce_ex__(3)[1:])
attempt(x.__reduce_ex__,'a')
rebuild = module._array_reconstructor
attempt(rebuild,array,'b',1,b'ab')
attempt(rebuild,array,'i',8,b'\x01\0\0\0')
attempt(rebuild,int,'i',8,b'')
attempt(rebuild,5,'i',8,b'')
attempt(rebuild,array,'z',8,b'')
attempt(rebuild,array,'i',8,'x')
attempt(rebuild,array,'i',8,b'x')
attempt(rebuild,array,'d',16,b'\0'*8)
attempt(rebuild,array,'d',17,b'?\xf0'+b'\0'*6)
attempt(rebuild,array,'f',14,b'\0'*4)
attempt(rebuild,array,'w',20,b'a\0\0\0')
attempt(rebuild,array,'w',21,b'\0\0\0a')
attempt(rebuild,array)
attempt(rebuild,array,'b',0,b'\xff')
attempt(rebuild,array,'B',1,b'\xff')
attempt(rebuild,array,'ii',1,b'')
m=memoryview(x)
print(m.format,m.itemsize,m.shape,m.tolist(),m.readonly)
m[0]=7
print(x)
attempt(x.append,1)
m.release()
attempt(x.append,1)


class F:
    def __init__(s,d): s.d=d; s.w=[]
    def read(s,n): r=s.d[:n]; s.d=s.d[n:]; return r
    def write(s,b): s.w.append(bytes(b))


f=F(b'\1\0\2\0\3'); h=array('h'); attempt(h.fromfile,f,1); attempt(h.fromfile,f,2); print(h); attempt(h.fromfile,5,1); attempt(h.fromfile,F('x'),1); attempt(h.fromfile,f,-1); g=F(b''); attempt(h.tofile,g); print(g.w); attempt(h.tofile,5); array('b',b'x'*70000).tofile(g); print([len(k) for k in g.w])


class Waiting:
    """A file whose methods are Python's."""

    def read(self, size):
        return sorted([bytes(size)], key=lambda b: len(b))[0]


attempt(h.fromfile, Waiting(), 3)
print(h)
