from _random import Random

r = Random(42)
print(r.random(), r.random())
print([r.getrandbits(k) for k in (0, 1, 5, 32, 33, 64, 100)])

for seed in 0, 1, -1, 12345, -(10**30), 1 << 64, True, 2**20000 + 1:
    r.seed(seed)
    print(r.random(), r.getrandbits(50))

r.seed(5)
print([r.getrandbits(8) for _ in range(1300)][-5:])


class Index:
    def __index__(self):
        return 12


print(r.getrandbits(Index()))

# by chance, two do not begin alike
print(Random().getrandbits(200) == Random().getrandbits(200), Random(None).random() < 1)


class Derived(Random):
    def __init__(self, seed, name):
        super().__init__(seed)
        self.name = name


d = Derived(42, "d")
print(d.random() == Random(42).random(), d.name, isinstance(d, Random))

for attempt in (
    lambda: r.getrandbits(-1),
    lambda: r.getrandbits(1.5),
    lambda: r.getrandbits(),
    lambda: r.getrandbits(1 << 70),
    lambda: r.random(1),
    lambda: r.seed([]),
    lambda: r.seed(1, 2),
    lambda: Random(1, 2),
    lambda: Random(x=1),
):
    try:
        print(attempt())
    except Exception as error:
        print(f"{type(error).__name__}: {error}")
