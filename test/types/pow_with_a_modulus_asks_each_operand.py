class A:
    def __init__(s,n): s.n=n
    def __pow__(s,o,m=None): print('pow',s.n,type(o).__name__,type(m).__name__); return NotImplemented
    def __rpow__(s,o,m=None): print('rpow',s.n,type(o).__name__,type(m).__name__); return NotImplemented
class B(A): 
    def __pow__(s,o,m=None): print('Bpow',s.n,type(o).__name__,type(m).__name__); return NotImplemented
class C:
    def __pow__(s,o): return 1
    def __rpow__(s,o): return 2
vals=[2,2.5,2j,'a',A(1),B(2),C()]
for x in vals:
    for y in vals:
        for z in vals:
            try: print(x if not isinstance(x,(A,C)) else '', pow(x,y,z))
            except Exception as e: print(type(e).__name__, e)
