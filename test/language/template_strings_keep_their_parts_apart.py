from string.templatelib import Template, Interpolation
def t(f):
    try:
        r = f(); print(repr(r))
    except BaseException as e:
        print(type(e).__name__, e)
name="W"; n=3.14159; w=10
t(lambda: t"hello")
t(lambda: t"hello {name}!")
t(lambda: t"{name!r:>{w}} {n:.{w//5}f} {name=} {name=!s} {name = :>4}")
x = t"a{name}b{n!r}c{w:>5}"
print(x.strings, x.values, [ (i.value,i.expression,i.conversion,i.format_spec) for i in x.interpolations])
print(list(x)); print(list(t"{name}")); print(list(t""), t"".strings, t"".interpolations, t"".values)
t(lambda: x + t"z{1}"); t(lambda: (x + t"z{1}").strings); t(lambda: x + "s"); t(lambda: "s" + x); t(lambda: x + 1); t(lambda: 1 + x); t(lambda: f"a" + x)
t(lambda: Template()); t(lambda: Template("a","b")); t(lambda: Template("a", Interpolation(1), Interpolation(2), "b", "c").strings); t(lambda: Template(1)); t(lambda: Template(a=1)); t(lambda: Template("a", 5.0))
t(lambda: Interpolation(1)); t(lambda: Interpolation(1, "e", "r", "s")); t(lambda: Interpolation()); t(lambda: Interpolation(1, 2)); t(lambda: Interpolation(1, "e", "x")); t(lambda: Interpolation(1,"e",1)); t(lambda: Interpolation(1,"e",None, 3)); t(lambda: Interpolation(value=1, expression="e", conversion="a", format_spec="q")); t(lambda: Interpolation(1, foo=2)); t(lambda: Interpolation(1,2,3,4,5)); t(lambda: Interpolation(1,"e","")); t(lambda: Interpolation(1,"e","rr"))
i = Interpolation(1, "e", "r", "s")
print(Interpolation.__match_args__, Template.__dict__.get('__match_args__'))
t(lambda: setattr(i,'value',2)); t(lambda: setattr(x,'strings',2)); t(lambda: setattr(x,'foo',2)); t(lambda: setattr(x, 'values', 1))
t(lambda: i == Interpolation(1,"e","r","s")); t(lambda: i==i); t(lambda: x == t"a{name}b{n!r}c{w:>5}"); t(lambda: isinstance(hash(x), int)); t(lambda: isinstance(hash(i), int))
print(type(x), type(i), Template.__module__, Template.__name__, Template.__qualname__, Interpolation.__module__)
t(lambda: type('X',(Template,),{})); t(lambda: type('X',(Interpolation,),{}))
t(lambda: iter(x).__class__); t(lambda: type(iter(x)).__name__); t(lambda: type(iter(x)).__module__); t(lambda: len(x)); t(lambda: x[0]); t(lambda: x.foo)
t(lambda: t"a" t"b{name}" t"c"); t(lambda: (t"a" t"b{name}" t"c").strings)
for s in ['t"a" "b"', '"b" t"a"', 't"a" f"b"', 'f"a" t"b"', 't"a" b"b"', 't"{}"', 't"{a"', 't"{a!x}"', 't"{a!}"', "t'}'", 't"{a:{b}}"', 'rt"\\n{a}"', 'tr"a"', 'tb"a"', 'bt"a"', 'ft"a"', 'tf"a"', 'ut"a"', 'T"a"', 'Tr"\\n"', 't"{*a}"', 't"{lambda x:1}"', 't"{yield}"', "t'{a b}'", "t'{a!r!s}'", "t'{ a }'", "t'{a:{b:{c}}}'", "t'{a:{b:{c:{d}}}}'"]:
    try: print(s, compile(s, "f", "eval") and "ok")
    except SyntaxError as e: print(s, e, e.offset, e.end_offset)
print(t"{ name }".interpolations[0].expression, t"{ name !r}".interpolations[0].expression, repr(t"{ name = }".strings), repr(t"{(1,2)}".interpolations[0].expression), t"{1 +  2 # c
}".interpolations[0].expression, t'''{
name
}'''.interpolations[0])
print(t"{{x}} {{{name}}}".strings)
match i:
    case Interpolation(v, e, c, f): print(v, e, c, f)
match x:
    case Template(strings=s, interpolations=[*ii]): print(s, ii)
def f(v): print("eval", v); return v
t(lambda: t"{f(1)}{f(2):{f('>')}{f(5)}}{f(3)}")
for a in [("a",), (1,), ()]:
    t(lambda: Template(*a))
import string.templatelib
print(string.templatelib.convert(1, 'r'), string.templatelib.convert("é", 'a'), string.templatelib.convert("é", 's'), string.templatelib.convert(5, None)); t(lambda: string.templatelib.convert(1,'x')); t(lambda: string.templatelib.convert(1, 'x'))
print(sorted(n for n in vars(string.templatelib) if not n.startswith("__")), string.templatelib.convert.__doc__, string.templatelib.__doc__)
print(str(x), f"{x}")
it = iter(x); print(next(it), next(it)); print(x.__reduce__()[1], i.__reduce__())
