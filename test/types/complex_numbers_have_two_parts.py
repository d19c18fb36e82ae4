z = 3 + 4j
print(z, abs(z), z.real, z.imag, z.conjugate(), -z, z * 2, z * z, z / 2, z ** 2)
print(complex(1), complex("1+2j"), complex(1.5, -2), 1j * 1j, complex(), 2j + 1)
print(z == 3 + 4j, z == 3, 3 + 0j == 3, hash(3 + 0j) == hash(3), bool(0j), repr(-0j))
for wrong in ["z < 1j", "z // 1", "int(z)", "complex('1 + 2j')", "z / 0"]:
    try:
        eval(wrong)
    except (TypeError, ValueError, ZeroDivisionError) as error:
        print(type(error).__name__, error)
