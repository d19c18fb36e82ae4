print(0.1, 0.1 + 0.2, 1.0, 100.0, 1e16, 1e15, 123456789012345680.0, 1e-4, 1e-5, 1.5e300)
print(1 / 3, 2 / 3, 5e-324, 1.7976931348623157e308, -0.0, 0.0, 1e22, 1e21)
print(float("inf"), float("-inf"), float("nan"), float("  1.5 "), float("1_0.5e-1"), float(".5"))
print(float(10 ** 20), float(2 ** 60 + 1), float(True), float(), float("infinity"), float("-NaN"))
for wrong in ["float('')", "float('1.5x')", "float(None)", "float(10 ** 400)", "float('1__0')"]:
    try:
        print(eval(wrong))
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)
print([2.5, (1.0,), {1.0: -1.0}])
