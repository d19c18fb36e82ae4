import array as module
from array import array


def attempt(function, *args, **keywords):
    try:
        print(repr(function(*args, **keywords)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


print(module.typecodes, module.ArrayType is array, array, [array(c).itemsize for c in "bBwhHiIqQfd"])

attempt(array)
attempt(array,'x')
attempt(array,5)
attempt(array,'bb')
attempt(array,'')
attempt(array,'b',5)
attempt(array,'b','ab')
attempt(array,'w','aé\U0001f600')
attempt(array,'b',b'abc')
attempt(array,'h',b'abc')
attempt(array,'b',[1,2,300])
attempt(array,'b',[1,'a'])
attempt(array,'f',[1,'a'])
attempt(array,'b',bytearray(b'ab'))
attempt(array,'d',array('b',[1,2]))
attempt(array,'b',[1],2)
attempt(lambda:array('b',x=1))
attempt(array,'b',(1,2))
attempt(array,'b',iter([1]))
attempt(array,'w',['a','bc'])
attempt(array,'b',None)
attempt(array,'w',array('w','a'))
attempt(array, 'w', b'abcd')

LIMITS = {"b": 8, "B": 8, "h": 16, "H": 16, "q": 64, "Q": 64}
for code, bits in LIMITS.items():
    for value in -(1 << bits - 1) - 1, -(1 << bits - 1), -1, (1 << bits - 1), (1 << bits) - 1, 1 << bits, 1 << 100, 1.5, "a", None:
        attempt(array, code, [value])
for code in "iI":
    for value in -(1 << 31), -1, 1 << 31, 1 << 100:
        if (code, value) != ("i", 1 << 31):
            attempt(array, code, [value])
for value in 1e300, 1 << 2000, "a", None, 1j:
    attempt(array, "f", [value])
    attempt(array, "d", [value])


class Index:
    def __index__(self):
        return 3


print(array("b", [Index()]), array("f", [Index()]), array("d", (x / 2 for x in range(3))))


class Bytes(array):
    def __new__(cls, *args, **keywords):
        return super().__new__(cls, "b", *args)

    def __init__(self, *args, x=1):
        self.x = x


b = Bytes([1, 2], x=5)
print(b, b.x, type(b + b), type(b[:1]), type(b * 2), array[int])
