pair, astral = "\ud83d" + "\ude00", "\U0001f600"


class Thing:
    pass


thing = Thing()
setattr(thing, pair, 1)
print(hasattr(thing, astral), [ascii(name) for name in vars(thing)])
stop = StopIteration(1)
setattr(stop, "\ud800value", 2)
print(stop.value, ascii(vars(stop)))


def keywords(**names):
    return [ascii(name) for name in names]


print(keywords(**{pair: 1, astral: 2}))
setattr(Thing, "\ud800", 5)
print(Thing.__dict__["\ud800"], getattr(thing, "\ud800"), ascii(dir(thing)[-1]))
setattr(thing, astral, 2)
delattr(thing, pair)
print(ascii(vars(thing)), hasattr(thing, pair))


class Slots:
    __slots__ = ("S55296",)


slots = Slots()
slots.S55296 = 1
print(hasattr(slots, "\ud800"))
try:
    getattr(slots, "\ud800x")
except AttributeError as error:
    print(ascii(error), ascii(error.name))
try:
    getattr(slots, astral)
except AttributeError as error:
    print(ascii(error), len(str(error)))
