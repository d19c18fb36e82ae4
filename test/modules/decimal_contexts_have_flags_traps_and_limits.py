from _decimal import *

c = getcontext()


def show(text):
    try:
        print(text, "->", eval(text))
    except Exception as error:
        print(text, "!!", type(error).__name__, error)


for text in """c
setattr(c, "prec", 0)
setattr(c, "prec", "x")
setattr(c, "Emin", 1)
setattr(c, "Emax", -1)
setattr(c, "rounding", "x")
setattr(c, "capitals", 2)
setattr(c, "clamp", "x")
setattr(c, "traps", 5)
setattr(c, "flags", {})
delattr(c, "prec")
Context(prec=5, flags=[Overflow], traps=[])
Context(flags=5)
Context(traps=[5])
Context(1, 2, 3, 4, 5, 6, 7, 8, 9)
Context(foo=1)
c.flags[5]
c.flags.pop(Overflow)
list(c.flags) == list(c.traps), len(c.flags), Overflow in c.flags, c.flags.get(5)
c.flags == c.flags, c.flags == c.traps, c.traps == c.traps.copy()
localcontext(5)
setcontext(5)
IEEEContext(128), IEEEContext(32)
IEEEContext(100)
Decimal(1).exp("x")
c.Etiny(), c.Etop(), c.copy().__reduce__()
BasicContext, ExtendedContext""".splitlines():
    show(text)

c.clear_flags()
Decimal(1) / 3
print(c, [s.__name__ for s in c.flags if c.flags[s]])
c.traps[Inexact] = True
show("Decimal(1) / 3")
c.clear_traps()
show("Decimal(1) / 0")
show('Decimal("x")')
c.traps[FloatOperation] = True
show("Decimal(1.5)")
show("Decimal(1) < 1.5")
show("Decimal(1) == 1.5")
with localcontext() as inner:
    inner.prec = 5
    print(Decimal(2).sqrt(), getcontext() is inner)
print(getcontext() is c, c.prec)
setcontext(ExtendedContext)
print(getcontext() is ExtendedContext, getcontext())
