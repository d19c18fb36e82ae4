s = set("abc")
s.add("d")
s.add("a")
s.discard("zz")
s.remove("b")
s.update("xy", ["z"])
s.difference_update("x")
s.intersection_update("acdyzq")
s.symmetric_difference_update("cq")
print(sorted(s), len(s), s.copy() == s, {*"aab"} == {"a", "b"}, {c for c in "aab" if c > "a"})
only = {5}
print(only.pop(), only, {1: 2}.keys() | {3})
for wrong in ["s.remove('nope')", "set().pop()", "s.add([])", "s.add()", "s['a']"]:
    try:
        print(eval(wrong))
    except (KeyError, TypeError) as error:
        print(type(error).__name__, error)
try:
    for item in s:
        s.add(item * 2)
except RuntimeError as error:
    print(error)
