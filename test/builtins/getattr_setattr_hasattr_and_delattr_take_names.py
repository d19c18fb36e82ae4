class C:
    x = 1

    @property
    def raises(self):
        raise ValueError("not an AttributeError")

    @property
    def hidden(self):
        raise AttributeError("hidden")


c = C()
setattr(c, "y", 2)
setattr(c, "not an identifier", 3)
print(getattr(c, "x"), getattr(c, "y"), getattr(c, "z", "default"), hasattr(c, "z"), hasattr(c, "hidden"), getattr(c, "not an identifier"), vars(c))
delattr(c, "y")
for wrong in ["getattr(c, 'z')", "c.x.y.z", "delattr(c, 'y')", "del c.x", "hasattr(c, 'raises')", "getattr(c, 5)", "setattr(c, 5, 1)", "setattr(5, 'x', 1)",
              "(5).x", "'a'.nope", "None.y", "C.nope", "len.nope", "setattr(c, 'raises', 1)", "[].x", "int.nope", "(lambda: 0).nope"]:
    try:
        exec(wrong)
    except (AttributeError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
