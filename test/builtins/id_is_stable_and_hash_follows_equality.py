a, b = [], []
print(id(a) == id(a), id(a) == id(b), id(None) == id(None), type(id(a)).__name__)
print(hash("a") == hash("a"), hash(5) == 5, hash((1, 2)) == hash((1.0, 2.0)), hash(1) == hash(True))


class H:
    def __hash__(self):
        return 2 ** 64


print(hash(H()), hash(H()) == hash(2 ** 64))
for wrong in ["hash([])", "hash({})", "hash(set())", "hash(bytearray())", "hash(([],))"]:
    try:
        eval(wrong)
    except TypeError as error:
        print(error)
