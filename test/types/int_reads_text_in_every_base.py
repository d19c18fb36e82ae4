print(int("42"), int("  -7\n"), int("+0"), int("1_000"), int("ff", 16), int("0xff", 16))
print(int("0b101", 0), int("0o17", 0), int("z", 36), int("-0x1F", 0), int(b"12"), int("٣"))
print(int(3.99), int(-3.99), int(True), int(10.0 ** 20), int())
for wrong in ["int('')", "int('1__0')", "int('0x', 16)", "int('12', 2)", "int('1.5')", "int('010', 0)",
              "int('1', 1)", "int(None)", "int([])", "int('é')", "int(12, 5)", "int(float('nan'))",
              "int(float('inf'))", "int(' ')"]:
    try:
        print(eval(wrong))
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)
