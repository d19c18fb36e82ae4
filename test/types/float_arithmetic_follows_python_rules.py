print(7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 7.5 % -2, divmod(-7.5, 2), 1e308 * 10)
print(2.0 ** 0.5, 2 ** -2, 0.0 ** 0, 1.0 ** float("nan"))
print(1 == 1.0, hash(1) == hash(1.0), 1 < 1.5, 2 ** 60 == float(2 ** 60), 0.0 == -0.0)
nan = float("nan")
print(nan == nan, nan != nan, nan < 1, [nan] == [nan], nan in [nan], max(1.0, nan), max(nan, 1.0))
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234.5, -2), round(1e20), round(0.5))
print((2.5).is_integer(), (2.0).is_integer(), (0.75).as_integer_ratio(), (255.5).hex())
print(float.fromhex("0x1.8p1"), (1e-10).hex(), abs(-2.5), -(-2.5), +1.5)
for wrong in ["1.0 / 0", "1.0 // 0", "1.0 % 0", "0.0 ** -1", "round(float('nan'))", "1.5 << 1",
              "1.5 & 1"]:
    try:
        print(eval(wrong))
    except (ArithmeticError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
