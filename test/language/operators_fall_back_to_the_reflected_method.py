class Left:
    def __add__(self, other):
        print("Left.__add__")
        return NotImplemented

    def __lt__(self, other):
        return NotImplemented


class Right:
    def __radd__(self, other):
        print("Right.__radd__")
        return "added"

    def __gt__(self, other):
        return "greater"

    def __eq__(self, other):
        return "equal"


class Child(Left):
    def __radd__(self, other):
        print("Child.__radd__ first")
        return "child"


print(Left() + Right(), Left() < Right(), 5 == Right())
print(Left() + Child())
for wrong in ["Left() + 1", "Left() < 1", "Left() - 1", "-Left()", "1 @ 2", "Left()[0]", "len(Left())",
              "'a' + 1", "1 + 'a'", "[] < 1", "{} | 1"]:
    try:
        eval(wrong)
    except TypeError as error:
        print(error)
print(Left() == Left(), Left() != 1)


class InPlace:
    def __iadd__(self, other):
        return f"iadd {other}"


x = InPlace()
x += 5
print(x)
