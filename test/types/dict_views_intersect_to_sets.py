def show(value):
    print(type(value).__name__, sorted(map(repr, value)))

d = {1.0: "x", True + 1: "y", 0: None}
for other in ({1, 2}, {1, 2, 3, 4}, frozenset({1, 2}), frozenset({1, 2, 3, 4}), {1: 0, 2: 0}.keys(), {True: 0, 2: 0, 3: 0, 4: 0}.keys(), [1, 2]):
    show(d.keys() & other)
    if not isinstance(other, list): show(other & d.keys())
    show(d.items() & other)
show(d.items() & {(1, "x"), (0, None)})
show(d.items() & frozenset([(1, "x"), (0, None), (5, 5), (6, 6)]))
show({0: None, 1: "x", 9: 9, 8: 8}.items() & d.items())
