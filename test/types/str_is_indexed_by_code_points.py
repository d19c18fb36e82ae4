s = "aé€😀z"
print(len(s), s[3], s[-2], s[1:4], s[::-1], s[3:99], s[4], s.index("z"), s.find("😀"))
print([ord(c) for c in s], list(reversed(s)), "".join(sorted(s)), max(s), s.encode("utf-8"))
print(s[10:], s[-100:2], s[::2], s[4:0:-2], "😀" in s, s.count("😀"), s.partition("😀"))
print("\ud83d" != "😀", len("\ud83d\ude00"), ascii(s), chr(128512), "😀" > "\uffff", s * 2)
for wrong in ["s[5]", "s['a']", "s[1.0]", "chr(-1)", "chr(0x110000)", "ord('ab')", "ord('')"]:
    try:
        print(eval(wrong))
    except (IndexError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
print("é" == "e\u0301", "ß".upper(), "İ".lower() == "i̇", "ǆ".title(), "ﬁ".casefold())
