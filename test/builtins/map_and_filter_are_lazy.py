def double(n):
    print("double", n)
    return n * 2


m = map(double, [1, 2])
print("made", next(m), list(m), list(m))
print(list(map(lambda a, b: a + b, [1, 2, 3], (10, 20))), list(map(str, range(3))), list(map(max, "ab", "ba")))
print(list(filter(None, [0, 1, "", "x", [], [0]])), list(filter(lambda n: n % 2, range(6))), list(filter(str.isupper, "aBcD")))
for wrong in ["map(str)", "list(map(5, [1]))", "map(str, 5)", "filter(None, 5)", "list(map(double))", "filter(None)"]:
    try:
        print(eval(wrong))
    except TypeError as error:
        print(error)
f = map(lambda n: 1 // n, [1, 0, 2])
print(next(f))
try:
    next(f)
except ZeroDivisionError as error:
    print(error)
print(next(f))
