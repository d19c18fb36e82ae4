for n in range(3):
    if n == 5:
        break
else:
    print("for ended", n)
for n in range(3):
    if n == 1:
        break
else:
    print("not printed")
print("broke at", n)
n = 3
while n:
    n -= 1
    if n == 1:
        continue
    print("n", n)
else:
    print("while ended")
while True:
    break
else:
    print("not printed")
for x in []:
    pass
else:
    print("empty")
for outer in range(3):
    for inner in range(3):
        if inner == 2:
            break
        if outer == inner:
            continue
        print(outer, inner)
