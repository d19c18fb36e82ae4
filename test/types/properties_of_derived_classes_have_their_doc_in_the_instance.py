def show(make):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e)


class Doc(property):
    """Class."""


def getter(self):
    """Getter."""


print(Doc(getter).__doc__, Doc(getter, doc="own").__doc__, Doc().__doc__, Doc.__doc__)


class Slotted(property):
    __slots__ = ()


show(lambda: Slotted(getter))
show(lambda: Slotted(None, doc="dropped").__doc__)
