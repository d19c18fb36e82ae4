import gc
import _weakref


class Named:
    def __init__(self, name, *others):
        self.name = name
        self.others = others

    def __del__(self):
        print("del", self.name, [type(o).__name__ for o in self.others])


a = Named("a")
address = id(a)
del a
gc.collect()
a = None

# What an object owns goes after it, and a chain of them goes with one collection.
chain = Named("1", Named("2", Named("3", Named("4"))))
chain = gc.collect() and None
del chain
gc.collect()


class Phoenix:
    def __del__(self):
        global saved
        print("same", id(self) == address, self.__dict__)
        saved = self


p = Phoenix()
address = id(p)
p.age = 500
del p
gc.collect()
saved.age += 1
print(saved.age, gc.is_finalized(saved), gc.is_finalized(Phoenix))
saved.__class__ = Named
saved.name = "never"
del saved
gc.collect()


class Slotted:
    __slots__ = ("a", "b", "__weakref__")

    def __del__(self):
        print(self.a, hasattr(self, "b"))


s = Slotted()
s.a = 1
w = _weakref.ref(s, lambda ref: print("gone", ref is w, ref()))
first = _weakref.ref(s)
print(_weakref.getweakrefcount(s), s.__weakref__ is first, w() is s)
del s
gc.collect()
print(w(), first(), w == w, w == first, w.__callback__)


class Failing:
    def __del__(self):
        raise ValueError("in __del__")


def callback(ref):
    raise KeyError("in callback")


import sys

sys.unraisablehook = lambda u: print(u.err_msg.split(" at ")[0], repr(u.exc_value), u.object)
f = Failing()
del f
gc.collect()


class Plain:
    pass


x = Plain()
r = _weakref.ref(x, callback)
del x
gc.collect()

# Callbacks of one object are called last first; a reference that is gone is not told.
x = Plain()
refs = [_weakref.ref(x, lambda ref, i=i: print("callback", i)) for i in range(4)]
del refs[2]
del x
gc.collect()

# As often as it is made anew.
for i in range(3):
    n = Named(i)
    del n
    gc.collect()
gc.callbacks.append(lambda phase, info: print(phase, sorted(info)))
gc.collect()
gc.callbacks.clear()
for bad in (3, -1):
    try:
        gc.collect(bad)
    except ValueError as e:
        print(e)
gc.disable()
print(gc.isenabled())
gc.enable()
print(gc.isenabled(), gc.garbage, gc.get_debug(), gc.DEBUG_LEAK, gc.get_threshold())
gc.set_threshold(5)
print(gc.get_threshold(), gc.is_tracked(1), gc.is_tracked([]), gc.is_tracked("a"), gc.is_tracked(Plain()))
