top = 2**53 - 1
one, two = 1, 2
minus = -1
zero = 0
print(top + two, top + 1, top + 2, two + top)
print(-top - two, -top - 1, -top - 2, minus - top - two)
print(top * 3, top * -3, top * top)
x = top
x += 1
print(x)
x = -top
x -= 2
print(x)
# An int has no minus zero.
for z in (zero * minus, zero // 5, -zero, zero % 5, minus * zero, minus // one * zero, int(-0.0)):
    print(float(z), str(z), z == 0)
print({1: "a"}.get(True), {True: "a"}.get(1), len({0, False, 0.0, -0.0, 1, True, 1.0}))
d = {1: "int"}
d[True] = "bool"
d[1.0] = "float"
print(d, 2**53 in {float(2**53)}, 10**20 in {1e20})
