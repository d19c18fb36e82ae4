class Small(int):
    pass


class Odd(int):
    def __hash__(self):
        return 7

    def __eq__(self, other):
        return int(self) == other


pairs = {(1, 2): "a", (-0x8000, 0x7FFF): "b", (0x8000, 1): "c", (1.5, 2): "d", (1, "2"): "e", ("\ud800", "P"): "f"}
for key in [(1.0, 2), (True, 2), (1, 2 + 0j), (Small(1), 2), (Odd(1), 2), (1, Odd(2)), (-32768.0, 32767), (0x8000, True), (3 / 2, 2.0), (1, 2, 3), (1,), ((1, 2), 3), (1, None)]:
    try:
        print(key, pairs.get(key), key in pairs)
    except TypeError as error:
        print(error)
for bad in [([], 1), (1, []), ({}, []), (1, (2, []))]:
    try:
        pairs[bad]
    except TypeError as error:
        print(type(error).__name__)
deep = 1
for _ in range(60):
    deep = (deep, 1)
pairs[deep] = "deep"
other = 1
for _ in range(60):
    other = (other, True)
print(pairs[other], len(pairs))
del pairs[1.0, 2.0]
print((1, 2) in pairs, len({(a, b) for a in range(-3, 3) for b in (0, False, 0.0, 1)}))
