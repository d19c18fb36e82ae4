def say(x):
    print(x)
    return x


box = {}
box[say("first")] = box[say("second")] = say("value")
print(box)
i = 0
items = [0, 0, 0]
i, items[i] = 1, "one"  # items[1]: i has been assigned by then
print(i, items)
a = b = []
a.append(1)
print(b, a is b)
