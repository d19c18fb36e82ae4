print(0x1F, 0o17, 0b101, 1_000_000, 0xDEAD_BEEF, 00)
print(1e3, .5, 5., 1_0.0_1, 1E-2, 3j, 1.5e+3J)
print('a' "b" '''c''' """d
e""")
print(r"\n", b"\x41\n", br"\x", "\x41\u0042\U00000043\101", "\
joined")
print(len("\0"), "tab\there", 'it''s', "a\\b")
print(-2 ** 2, 2 ** -1, 2 ** 3 ** 2, -1 // 2, ~5)
print(1 if True else 2, not True == False, 1 < 2 < 3)
print(..., None, True, False, __debug__)
