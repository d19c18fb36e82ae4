# exit: 1
limit = 5
for n in limit:
    print(n)
