for left, right in [
    ({1, 2.0, 3}, {1.0, 2, True}), ({1, 2, 3}, {1.0}), ({1}, {1.0, 2}), ({1: 0}.keys(), {1.0}), ({1.0: 0, 2: 0}.keys(), {1}),
    ({1}, {1.0: 0}.keys()), (frozenset([1]), {1.0, 2}),
]:
    print(left & right, right & left)
