print([1, 2] < [1, 3], [1, 2] < [1, 2, 0], [] < [0], (1, "a") < (1, "b"), [1, 2] == [1.0, 2.0], [1] == (1,), (1,) != [1])
print("a" < "b", "a" < "B", "" < "a", "abc" < "abd", b"a" < b"b", [[1], [2]] > [[1], [1]], (1, 2) >= (1, 2))
print(max([1, 5], [1, 4, 9]), min((2, 1), (1, 2)), [None] == [None], [float("nan")] == [0])
x = []
x.append(x)
print(x, x == x, [x] == [x])
for wrong in ["[1] < (1,)", "[1, 'a'] < [1, 2]", "(1,) < 1", "'a' < 1", "[None] < [None]", "[None, 1] < [None, 2]"]:
    try:
        print(eval(wrong))
    except TypeError as error:
        print(error)
