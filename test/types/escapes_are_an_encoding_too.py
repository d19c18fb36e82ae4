import warnings


def show(make):
    try:
        print(ascii(make()))
    except Exception as e:
        print(f"{type(e).__name__}: {ascii(str(e))}")


text = "\u1234\U00012345\xe9a\n\t\r\\\x01\ud800'\""
print(text.encode("unicode_escape"), text.encode("raw_unicode_escape"))
warnings.simplefilter("ignore")
for data in [
    rb"\x", rb"\x1", rb"\x41", rb"\u12", rb"\u1234", rb"\U0011", rb"\UFFFFFFFF", rb"\U0001f600",
    rb"\N{DASH}", rb"\N{EN DASH}", rb"\N", rb"\N{", rb"\N{}", b"\\", rb"a\d\400\18\n\q", b"\xff\\\n", rb"\ud800", rb"\\u1234",
]:
    print(data)
    show(lambda: data.decode("unicode_escape"))
    show(lambda: data.decode("raw_unicode_escape"))
    show(lambda: data.decode("unicode_escape", "replace"))
    show(lambda: data.decode("raw_unicode_escape", "ignore"))
warnings.simplefilter("error")
show(lambda: rb"\d".decode("unicode_escape"))
show(lambda: rb"\400".decode("unicode_escape"))
