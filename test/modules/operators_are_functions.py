import _operator as operator


def attempt(function, *args, **named):
    try:
        print(repr(function(*args, **named)))
    except Exception as error:
        print(type(error).__name__, error)


for name in sorted(dir(operator)):
    if name.startswith("__") or name in ("attrgetter", "itemgetter", "methodcaller"):
        continue
    function = getattr(operator, name)
    print(name, function.__text_signature__)
    for args in [(), (1,), (7, 2), ("a",), ([1, 2], 1), ("ab", "a"), (1, 2, 3), (None, None), ([1], [2])]:
        attempt(function, *args)
attempt(operator.length_hint, 5, 'a')
attempt(operator.length_hint, [], 5)
attempt(operator.length_hint, iter([1,2]))
attempt(operator.length_hint, 5)
attempt(operator.length_hint, 5, 7)
attempt(operator.length_hint, obj=[])
attempt(operator.length_hint,[],default=3)
attempt(operator._compare_digest, 'a','a')
attempt(operator._compare_digest, 'a','b')
attempt(operator._compare_digest, b'a',bytearray(b'a'))
attempt(operator._compare_digest, 'é','é')
attempt(operator._compare_digest, 'a', b'a')
attempt(operator._compare_digest, 1,2)
attempt(operator._compare_digest, b'ab', b'a')
class A: pass
a=A()
a.b=A()
a.b.c=3
a.d=4
a.f=lambda *x,**k:(x,k)
g=operator.attrgetter('b.c','d')
attempt(g,a)
attempt(lambda:g)
attempt(operator.attrgetter,)
attempt(operator.attrgetter,1)
attempt(operator.attrgetter('b.x'),a)
attempt(operator.attrgetter('d'),a)
attempt(g)
attempt(g,1,2)
attempt(g,a,x=1)
attempt(g.__reduce__)
attempt(operator.attrgetter('d'),)
attempt(lambda: operator.attrgetter('d'))
attempt(operator.attrgetter, 'a', x=1)
g=operator.itemgetter(1,0)
attempt(g,'ab')
attempt(lambda:g)
attempt(operator.itemgetter)
attempt(operator.itemgetter(1), 'a')
attempt(operator.itemgetter(slice(1,2)),'abc')
attempt(g)
attempt(g.__reduce__)
attempt(operator.itemgetter('x'),{'x':1})
attempt(operator.itemgetter(1),5)
attempt(operator.itemgetter, 1, x=2)
attempt(operator.itemgetter(0),(1,2))
attempt(operator.itemgetter(-1),(1,2))
attempt(operator.itemgetter(5),(1,2))
g=operator.methodcaller('f',1,x=2)
attempt(g,a)
attempt(lambda:g)
attempt(operator.methodcaller)
attempt(operator.methodcaller,1)
attempt(operator.methodcaller('f'),a)
attempt(lambda: operator.methodcaller('f'))
attempt(g)
attempt(g,1,2)
attempt(g.__reduce__)
attempt(operator.methodcaller('f').__reduce__)
attempt(operator.methodcaller('zz'),1)
attempt(operator.methodcaller, name='f')
attempt(operator.methodcaller('f',1), a, x=1)
print(operator.attrgetter('a')==operator.attrgetter('a'))
print(operator.attrgetter.__module__, operator.attrgetter.__text_signature__)


class Plain:
    pass


p = Plain()
print(operator.concat([1], [2]), operator.iconcat([1], (2,)))
attempt(operator.concat, p, p)


class Odd:
    def __getitem__(self, index):
        raise IndexError

    def __add__(self, other):
        return "added"

    def __index__(self):
        return 3

    def __length_hint__(self):
        return 7

    def __abs__(self):
        return "abs"

    def __eq__(self, other):
        return other == 3


print(operator.concat(Odd(), ""), operator.index(Odd()), operator.length_hint(Odd(), 1), operator.abs(Odd()))
print(operator.countOf([1, Odd(), 3, 3.0], 3), operator.indexOf(iter([1, Odd(), 3]), 3), operator.countOf([Odd()] * 3, 3))
print(operator.attrgetter("__class__.__name__", "__index__")(Odd())[0])
