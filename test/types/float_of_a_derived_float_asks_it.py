class Asked(float):
    def __float__(self):
        return 42.0


class Wrong(float):
    def __float__(self):
        return "x"


print(float(Asked(1)), float.from_number(Asked(1)), Asked(1) + 1, max(Asked(1), 0.5))
try:
    print(float(Wrong(1)))
except TypeError as e:
    print(e)
inf = float("inf")
print(0.0**-inf, (-0.0) ** -inf, pow(0.0, -inf), 0.5**-inf, 0**-inf)
for base, exponent in (0.0, -1.0), (0, -2):
    try:
        print(base**exponent)
    except ZeroDivisionError as e:
        print(e)
