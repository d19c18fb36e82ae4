# An AttributeError that leaves an attribute access says of what, whoever raised it.
class Box:
    __slots__ = ("empty",)

    @property
    def fails(self):
        raise AttributeError("custom")

    @property
    def inner(self):
        return self.nothing

    write_only = property()

    def method(self):
        raise AttributeError("from the method")

    def named(self):
        raise AttributeError("own", name="chosen", obj=1)


class Hook:
    def __getattr__(self, name):
        raise AttributeError("hook says " + name)


class Plain:
    pass


box = Box()
for wrong in [
    lambda: box.missing,
    lambda: box.empty,
    lambda: box.fails,
    lambda: box.fails(),
    lambda: box.inner,
    lambda: box.write_only,
    lambda: box.method(),
    lambda: box.named(),
    lambda: Hook().x,
    lambda: Hook().y(),
    lambda: getattr(box, "fails"),
    lambda: getattr(Hook(), "z"),
    lambda: Plain.x,
    lambda: delattr(Plain(), "x"),
    lambda: delattr(1, "x"),
    lambda: setattr(1, "x", 1),
    lambda: setattr(box, "write_only", 1),
    lambda: "text".nope(),
]:
    try:
        wrong()
    except AttributeError as error:
        print(error, "|", error.name, "|", type(error.obj).__name__)
