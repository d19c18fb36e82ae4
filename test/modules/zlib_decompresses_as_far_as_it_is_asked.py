import zlib


def attempt(function, *args, **keywords):
    try:
        print(repr(function(*args, **keywords))[:300])
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


D = b'hello hello hello hello, world! ' * 20
c = zlib.compress(D)
d=zlib.decompressobj()
print(type(d))
attempt(d.decompress,c,10)
attempt(lambda:(d.unconsumed_tail==b'',d.unused_data,d.eof))
attempt(d.decompress,d.unconsumed_tail,-1)
attempt(lambda: d.decompress(d.unconsumed_tail,30))
attempt(lambda:len(d.flush()))
attempt(lambda:(d.unconsumed_tail,d.unused_data,d.eof))
attempt(d.decompress,b'more')
attempt(lambda:(d.unused_data,d.eof))
attempt(d.flush)
attempt(d.flush,0)
attempt(d.copy)
d=zlib.decompressobj()
attempt(d.decompress,c[:15])
attempt(d.flush)
attempt(lambda: d.eof)
attempt(lambda: d.decompress(c[15:])==D)

d=zlib.decompressobj()
d.decompress(c[:20])
e=d.copy()
attempt(lambda:d.decompress(c[20:])==e.decompress(c[20:]))
o=zlib.compressobj()
a=o.compress(D)
p=o.copy()
attempt(lambda:(o.compress(b'1')+o.flush()).hex()[-40:])
attempt(lambda:(p.compress(b'2')+p.flush()).hex()[-40:])
d=zlib.decompressobj()
d.decompress(c+b'tail')
print(d.unused_data,d.unconsumed_tail,d.eof)
attempt(setattr,d,'eof',1)
Z=zlib._ZlibDecompressor
z=Z()
print(type(z))
attempt(z.decompress,c[:20],5)
attempt(lambda:(z.eof,z.needs_input,z.unused_data))
attempt(z.decompress,b'',5)
attempt(lambda:len(z.decompress(c[20:]+b'zz')))
attempt(lambda:(z.eof,z.needs_input,z.unused_data))
attempt(z.decompress,b'')
attempt(Z,wbits=99)
attempt(z.decompress,'x')

attempt(Z, 5,6,7)
z=Z(wbits=-15)
attempt(lambda:len(z.decompress(c[2:-4]+b'QQ')))
print(z.unused_data)
attempt(zlib.decompressobj,wbits=99)
attempt(zlib.decompressobj,zdict='x')
attempt(zlib.decompressobj,zdict=5)
attempt(o.__reduce_ex__,2)
