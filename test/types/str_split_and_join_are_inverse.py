print("a b  c".split(), "a b  c".split(" "), " a b ".split(), "".split(), "".split(","), "a,b,c".split(",", 1))
print("a,b,c".rsplit(",", 1), "a b c".rsplit(None, 1), "  x  y ".split(None, 1), "aXXbXXc".split("XX"))
print("one\ntwo\r\nthree\x0bfour\u2028five\n".splitlines(), "a\n\nb".splitlines(True), "".splitlines())
print("-".join("abc"), "".join([]), ", ".join(("x",)), "k=v=w".partition("="), "k=v=w".rpartition("="),
      "kv".partition("="), "kv".rpartition("="))
for wrong in ["'a'.split('')", "'-'.join([1])", "'-'.join(5)", "'a'.partition('')", "'-'.join(['a', None])"]:
    try:
        print(eval(wrong))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
