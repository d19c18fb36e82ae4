for i in range(3):
    pass
print(i)
for i in []:
    pass
print(i)
items = [1, 2, 3]
for item in items:
    if item < 3 and len(items) < 6:
        items.append(item * 10)
print(items)
holder = [0]
for holder[0] in "ab":
    print(holder)
for k in range(5):
    k = 100
print(k)
