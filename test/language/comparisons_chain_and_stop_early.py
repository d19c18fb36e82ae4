def say(x):
    print("say", x)
    return x


print(1 < say(2) < 3)
print(say(5) < say(4) < say(3))
print(1 < 3 > 2 == 2 != 3)
print(1 in [1, 2] == True, (1 in [1, 2]) == True)
print(None is None is not False)
print(not 1 == 2, 3 not in [1, 2])
a = b = 3
print(a is b is a)
