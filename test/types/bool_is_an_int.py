print(True + 1, True * 3, True == 1, isinstance(True, int), False - True)
print(str(True), repr(False), f"{True}", f"{True:d}", "%d %s" % (True, True), int(True))
print({True: "a", 1: "b", 1.0: "c"}, {1, True, 1.0}, [0, 1][True])
print(True & False, True | False, True ^ True, True & 3, type(True & True), type(True & 1))
print(bool([]), bool("0"), bool(0.0), bool(None), bool(b""), bool(range(0)), bool(...))
print(sum([True, True]), max(True, 2), sorted([True, False, 0]), ~5, not 5)
try:
    class Sub(bool):
        pass
except TypeError as error:
    print(error)
