none = None
print(None, ..., NotImplemented, type(None), type(...), type(NotImplemented))
print(type(None)() is None, type(...)() is ..., None is None, None == 0, bool(...), {None: 1}, [None, ...])
for wrong in ["None.x", "None + 1", "none()", "none[0]", "len(None)", "None < None", "type(None)(1)"]:
    try:
        print(eval(wrong))
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)
