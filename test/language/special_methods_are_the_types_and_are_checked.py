def t(f, *a):
    try:
        print(repr(f(*a)).split(" at 0x")[0])
    except BaseException as e:
        print(type(e).__name__, e)


ops = {'len':len,'bool':bool,'repr':repr,'str':str,'hash':hash,'iter':iter,'next':next,'reversed':reversed,'int':int,'float':float,'index': lambda v:[1,2,3][v],'abs':abs,'neg': lambda v:-v,'round':round,'bytes':bytes,'format':format,'call': lambda v:v(),'getitem': lambda v:v[0],'contains': lambda v:1 in v,'add': lambda v:v+1,'eq': lambda v:v==1,'lt': lambda v:v<1,'divmod': lambda v:divmod(v,1),'pow': lambda v:pow(v,1),'enter': lambda v: __import__('builtins').exec('with v: pass',{'v':v}),'dir':dir,'list':list,'hex':hex,'range':range,'trunc': lambda v:__import__('math').trunc(v),'floor': lambda v:__import__('math').floor(v),'ceil': lambda v:__import__('math').ceil(v),'iadd': lambda v: exec('v+=1',{'v':v}),'setitem': lambda v: exec('v[0]=1',{'v':v}),'delitem': lambda v: exec('del v[0]',{'v':v}),'isinstance': lambda v:isinstance(1,v),'issubclass': lambda v:issubclass(int,v)}
names = {'len':'__len__','bool':'__bool__','repr':'__repr__','str':'__str__','hash':'__hash__','iter':'__iter__','next':'__next__','reversed':'__reversed__','int':'__int__','float':'__float__','complex':'__complex__','index':'__index__','abs':'__abs__','neg':'__neg__','round':'__round__','bytes':'__bytes__','format':'__format__','call':'__call__','getitem':'__getitem__','contains':'__contains__','add':'__add__','eq':'__eq__','lt':'__lt__','divmod':'__divmod__','pow':'__pow__','dir':'__dir__','list':'__iter__','unpack':'__iter__','hex':'__index__','range':'__index__','trunc':'__trunc__','floor':'__floor__','ceil':'__ceil__','iadd':'__iadd__','setitem':'__setitem__','delitem':'__delitem__','isinstance':'__instancecheck__','issubclass':'__subclasscheck__','enter':'__enter__','dictunpack':'keys'}
class Plain: pass
for op, f in ops.items():
    n = names[op]
    print('--', op)
    if op in ('repr','str','hash','format','dir'): pass
    else: t(f, Plain())
    # instance attribute is ignored
    o = Plain(); setattr(o, n, lambda *a: 'INST')
    if op not in ('repr','str','hash','format','dir','bool','eq','dictunpack'): t(f, o)
    # None
    N = type('N', (), {n: None}); t(f, N())
    # wrong results
    for r in (None, 'text', 3, -1, 1.5, b'b'):
        W = type('W', (), {n: lambda *a, r=r: r})
        if op in ('enter','dictunpack','isinstance','issubclass','call','getitem','add','abs','neg','divmod','pow','eq','lt','iadd','setitem','delitem','trunc','floor','ceil','round','next'): continue
        t(f, W())
    E = type('E', (), {n: property(lambda s: 1/0)})
    t(f, E())
    S = type('S', (), {n: staticmethod(lambda *a: 0)})
    if op in ('len','bool','getitem','add','int','index'): t(f, S())
    C = type('C', (), {n: classmethod(lambda *a: 0)})
    if op in ('len','bool','getitem','add','int','index'): t(f, C())
