a, b = {1, 2, 3}, {3, 4}
print(sorted(a | b), a & b, sorted(a - b), sorted(a ^ b), a <= {1, 2, 3}, a < {1, 2, 3}, {1} < a, a >= b, a.isdisjoint({9}))
print(sorted(a.union([9], "x" * 0)), a.intersection([1], [1, 2]), sorted(a.difference([1], [2])), a.issubset(range(5)), a.issuperset([1]))
a |= {7}
a -= {1}
a &= {2, 3, 7}
a ^= {2}
print(sorted(a), len(a), 7 in a, set() == frozenset(), {1} == frozenset([1]), frozenset("aa"), set(), type({1} | frozenset()), type(frozenset() | {1}))
print({frozenset([1, 2]): "found"}[frozenset([2, 1])], {1, 1.0, True}, hash(frozenset([1])) == hash(frozenset([1])))
for wrong in ["{[]}", "{1} | [1]", "hash({1})", "{1} < 5", "{1} + {2}", "frozenset([1]).add(1)", "set(5)", "{{1}}"]:
    try:
        print(eval(wrong))
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
