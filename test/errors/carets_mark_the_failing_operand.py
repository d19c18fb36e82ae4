# exit: 1
a, b, c = 1, 0, 2
print(c + a / b * 3)
