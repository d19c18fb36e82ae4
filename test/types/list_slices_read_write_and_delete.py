x = list(range(8))
print(x[2:5], x[:-3], x[-3:], x[::3], x[::-2], x[5:2], x[5:2:-1], x[-100:100], x[6:1:-3])
x[1:3] = "abc"
print(x)
x[2:2] = [10, 11]
x[-1:] = []
print(x)
x[::3] = ["s"] * len(x[::3])
print(x)
x[:] = x[:4]
del x[1:3]
print(x, x[slice(None)], x[slice(0, 1)])
x[5:9] = [7]
x[3:1] = [8]
print(x)
for wrong in ["x[::2] = [1]", "x[0:1] = 5", "x[9] = 1", "del x[9]", "x[::0]", "x['a':]", "x[1.5]"]:
    try:
        exec(wrong)
    except (ValueError, TypeError, IndexError) as error:
        print(type(error).__name__, error)
y = [1, 2, 3]
y[1:1] = y
print(y)
