def show(make):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e)


class Old:
    def __getitem__(self, i):
        if i > 3:
            raise IndexError
        return i

    def __repr__(self):
        return "Old()"


class Sized(Old):
    def __len__(self):
        return 4


def made():
    return [
        iter([1, 2, 3]), reversed([1, 2, 3]), iter((1, 2, 3)), iter("abc"), iter("a\u1234"), iter("a\U00012345b"), iter(b"abc"),
        iter(bytearray(b"abc")), iter(range(1, 9, 2)), iter(range(10**30)), iter({1: 2, 3: 4}), iter({1: 2}.values()),
        iter({1: 2}.items()), reversed({1: 2}), reversed({1: 2}.values()), iter({5}), iter(Old()), reversed(Sized()),
        iter(int, 5), iter(""), iter([]),
    ]


for it in made():
    print(type(it).__name__)
    print(ascii(it.__reduce__()))
    show(lambda: ascii(next(it)))
    print(ascii(it.__reduce__()))
    for x in it:
        if x == 0 or x == 100:
            break
    print(ascii(it.__reduce__()))
for place in 0, 1, 2, 100, -1, -100, 10**30:
    for it in made():
        if hasattr(it, "__setstate__"):
            show(lambda: ascii((type(it).__name__, it.__setstate__(place), [x for x, _ in zip(it, range(3))])))
show(lambda: iter([]).__setstate__("a"))
for it in enumerate("ab", 5), zip("ab", [1]), zip("ab", strict=True), map(str, [1]), map(pow, [1], [2], strict=True), filter(None, [1]):
    made_by, parts, *state = it.__reduce__()
    print(made_by, [type(part).__name__ for part in parts], state)
    copy = made_by(*parts)
    if state:
        copy.__setstate__(*state)
    show(lambda: list(copy))
z = zip("ab", [1])
z.__setstate__(True)
show(lambda: list(z))
print(iter(Old()).__length_hint__(), iter(Sized()).__length_hint__())
it = iter({1: 2, 3: 4})
next(it)
rebuilt, args = it.__reduce__()
print(list(rebuilt(*args)), list(it))
