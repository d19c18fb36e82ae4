import sys


class K:
    @classmethod
    def cm(cls):
        pass


natives = [len, [].append, list.append, list.__len__, [].__len__, dict.fromkeys, dict.__dict__["fromkeys"],
           str.maketrans, object.__init__, int.__new__, {}.get, sorted, sys.exit, (1).__add__, int.from_bytes,
           property.fget, int.real, str.find, list.index, print, max, type.__setattr__, "".join, K.cm]
for native in natives:
    for name in ["__self__", "__name__", "__qualname__", "__objclass__", "__text_signature__", "__module__"]:
        try:
            value = repr(getattr(native, name))
        except AttributeError as error:
            value = f"- {error}"
        print(name, value, end="; ")
    print()
for cls in [list, dict, tuple, int, bool, float, complex, object, enumerate, map, zip, property, type, K]:
    print(cls.__name__, cls.__text_signature__)
for target in [len, [].append]:
    for name in ["__name__", "__self__", "new"]:
        try:
            setattr(target, name, 1)
        except AttributeError as error:
            print(error)
