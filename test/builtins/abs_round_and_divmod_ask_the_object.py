class N:
    def __abs__(self):
        return "abs"

    def __round__(self, digits="none"):
        return f"round {digits}"

    def __divmod__(self, other):
        return "divmod", other

    def __rdivmod__(self, other):
        return "rdivmod", other

    def __trunc__(self):
        return 7

    def __int__(self):
        return 8

    def __float__(self):
        return 1.5

    def __index__(self):
        return 3

    def __complex__(self):
        return 2j

    def __neg__(self):
        return "neg"

    def __pow__(self, other, mod=None):
        return "pow", other, mod


n = N()
print(abs(n), round(n), round(n, 2), round(n, None), divmod(n, 2), divmod(2, n), int(n), float(n), complex(n), -n)
print(hex(n), bin(n), oct(n), [1, 2, 3, 4][n], range(n), pow(n, 2), pow(n, 2, 3), n ** 5, chr(n) == "\x03", "ab" * n)
for wrong in ["abs('x')", "round('x')", "round(1.5, 'x')", "divmod('x', 1)", "hex(1.5)", "-'x'", "~1.5", "pow('x', 2)", "int({})"]:
    try:
        eval(wrong)
    except TypeError as error:
        print(error)
