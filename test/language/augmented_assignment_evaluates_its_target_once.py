def index():
    print("index")
    return 1


class Box:
    def __init__(self):
        self.value = 10


def box():
    print("box")
    return the_box


the_box = Box()
numbers = [1, 2, 3]
numbers[index()] += 10
box().value *= 3
print(numbers, the_box.value)
words = other = ["a"]
words += "bc"
print(other)
pair = ([], 1)
try:
    pair[0] += ["x"]
except TypeError as error:
    print(error, pair)
n = 7
n //= 2; n **= 3; n %= 10; n <<= 4; n |= 1; n ^= 3; n &= 0xFE; n >>= 1; n -= 100
print(n)
f = 9
f /= 2
print(f)
