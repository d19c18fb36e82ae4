for s in ["plain", "it's", 'say "x"', "both ' and \"", "\n\t\r\\", "\0\x1f\x7f", "é€😀", "\u200b\xa0\xad",
          "\ud800", "\u2028", "\U0001f9ff\U000e0001"]:
    print(repr(s), ascii(s))
print(str("x"), str(5), str(None), str([1, "a"]), str(b"x"), str(b"x", "utf-8"), str())
print(repr(b"it's \x00\xff\n\""), [s for s in "a'"])
