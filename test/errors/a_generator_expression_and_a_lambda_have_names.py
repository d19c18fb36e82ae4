# exit: 1
inverse = lambda n: 1 / n
print(list(inverse(n) for n in [1, 0]))
