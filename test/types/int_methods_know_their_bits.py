print((255).bit_length(), (0).bit_length(), (-256).bit_length(), (255).bit_count(), (2 ** 70).bit_length())
print((1024).to_bytes(2, "big"), (-1).to_bytes(3, "little", signed=True), (5).to_bytes())
print(int.from_bytes(b"\x01\x00", "big"), int.from_bytes(b"\xff\xff", "little", signed=True))
print((5).conjugate(), (5).real, (5).imag, (5).numerator, (5).denominator, (6).as_integer_ratio())
print((5).is_integer(), (5).__index__(), True + True, True.bit_length(), -True)
try:
    (256).to_bytes(1, "big")
except OverflowError as error:
    print(error)
try:
    (-1).to_bytes(1, "big")
except OverflowError as error:
    print(error)
print(hex(255), hex(-255), oct(8), bin(-5), bin(2 ** 65))
print(round(1234, -2), round(1250, -2), round(-1350, -2), round(15, -1), round(25, -1), round(5))
