import binascii


def attempt(function, *args, **keywords):
    try:
        return function(*args, **keywords)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


for data in b"", b"abc", b"a" * 45, b"a" * 46, b"\0\0":
    print(attempt(binascii.b2a_uu, data), attempt(binascii.b2a_uu, data, backtick=True))
for line in b"", b"\n", b"#86)C\n", b"#86)C", b"#86)C \n", b"#86)", b"#", b"#86)Cxx\n", "#86)C\n", b"#86)\x7f", b" \n", b"`\n", b'"  \n', b"\x7f", b"$86)C86)", b"#86)C``\n", b"\xe9":
    print(line, attempt(binascii.a2b_uu, line))

for data in b"", b"=41", b"=4", b"=", b"=\n", b"a=\r\nb", b"a_b", b"=zz", b"==41", b"a =\n b", "=C3", b"=\rx", b"=41=\nx", b"a=", b"=A", b"=a1=G1", 5:
    print(data, attempt(binascii.a2b_qp, data), attempt(binascii.a2b_qp, data, header=True))

DATA = [b"", b"=", b"a_b c", b"a \n", b"a\t\n", b"a\r\nb\n", b"\xe9", b".\n", b".", b"\n.\n", b" ", b"a ", b"a\r", b"\n\n", b"a\tb", b"\r\n"]
for data in DATA + [b"x" * 80, b"=" * 30, b"x" * 75 + b"\xe9", b"x" * 74 + b" \n"]:
    print(data[:10], attempt(binascii.b2a_qp, data), attempt(binascii.b2a_qp, data, True, False, True))
    print(binascii.b2a_qp(data, quotetabs=True, header=True), binascii.b2a_qp(data, istext=False))
print(attempt(binascii.b2a_qp, "a"))
