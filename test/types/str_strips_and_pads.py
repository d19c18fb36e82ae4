print(repr("  x \n".strip()), repr("  x ".lstrip()), repr("  x ".rstrip()), "xxaxbxx".strip("x"), "abcba".strip("ab"))
print("www.x.com".strip("w.com"), repr("\u3000x\xa0".strip()), "x".strip(None), "ab".lstrip("b"))
print("x".ljust(4, "-"), "x".rjust(4), "x".center(4, "*"), "xy".center(5, "*"), "x".center(0), "-5".zfill(5), "+x".zfill(4), "12".zfill(1))
for wrong in ["'x'.ljust(5, 'ab')", "'x'.center('a')", "'x'.strip(5)"]:
    try:
        print(eval(wrong))
    except TypeError as error:
        print(error)
