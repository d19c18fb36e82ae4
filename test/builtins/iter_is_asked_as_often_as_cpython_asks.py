class It:
    def __init__(self, n): self.n, self.i = n, 0
    def __iter__(self):
        print("iter"); return self
    def __next__(self):
        self.i += 1
        if self.i > self.n: raise StopIteration
        return self.i
print("star"); a,*b = It(3)
print("list"); list(It(2))
print("in"); 2 in It(3)
print("tuple"); tuple(It(2))
print("sum"); sum(It(2))
print("unpack"); x,y = It(2)
print("call"); print(*It(2))
print("zip"); list(zip(It(2)))
print("sorted"); sorted(It(2)); set(It(2)); dict.fromkeys(It(2)); [].extend(It(2)); 
print("join"); "".join(str(i) for i in It(2)); min(It(2)); any(It(2)); all(It(2))
print("slice"); l=[1]; l[:] = It(2); l[::2] = It(1); bytes(It(2)); print(l)
class Other:
    def __init__(self, n): self.n, self.i = n, 0
    def __iter__(self):
        print("iter"); return self
    def __next__(self):
        self.i += 1
        if self.i > self.n: raise StopIteration
        return "x"
print("join"); "".join(Other(2))
try: b"".join(Other(1))
except TypeError as e: print(e)
b=bytearray(b"ab")
print("ba slice")
Other.__next__ = lambda self: 1 if (setattr(self,'i',self.i+1) or self.i<=self.n) else next(iter(()))
b[:]=Other(2)
print("ext"); b.extend(Other(1))
