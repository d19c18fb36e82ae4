def say(x):
    print("say", x)
    return x


print(0 or "" or [] or "last")
print(1 and "two" and 3)
print(say(0) and say(1), say(2) or say(3))
print([] or {} or None, 1 and 0.0)
print(not [], not [0])
print("yes" if say("") or say("x") else "no")
print((1 and 2) or 3, 1 and (2 or 3), not (1 and 0) and 4)


class Odd:
    def __bool__(self):
        print("bool")
        return False


print(bool(Odd() or Odd()))
