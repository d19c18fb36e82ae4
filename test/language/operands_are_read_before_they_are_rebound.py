x = 1
print(x + (x := 5), x)
print([x, (x := 6), x])
print((x, x := 7, x))


def f():
    y = 10
    return y * (y := 3) + y, (y := y + 1, y)


print(f())
print({x: (x := 1), x: 2})
