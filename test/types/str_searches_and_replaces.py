s = "hello world"
print(s.find("o"), s.find("o", 5), s.find("o", 8), s.rfind("o"), s.index("l"), s.count("l"), s.count(""))
print(s.replace("o", "0"), s.replace("l", "L", 2), s.replace("", "-"), "aaa".replace("aa", "b"), s.replace("x", "y"))
print(s.startswith("he"), s.startswith(("x", "h")), s.startswith("wor", 6), s.endswith("ld"), s.endswith("o", 0, 5))
print("lo w" in s, "" in s, s.removeprefix("hello "), s.removesuffix("ld"), s.removeprefix("x"))
print("abc".translate({97: "A", 98: None, 99: 100}), str.maketrans("ab", "xy", "z"), "abz".translate(str.maketrans("ab", "xy", "z")))
print("a\tbc\td".expandtabs(4), "\t|".expandtabs())
for wrong in ["s.index('x')", "s.find(5)", "5 in s", "s.startswith(5)", "s.replace('a')", "s.rindex('zz')"]:
    try:
        print(eval(wrong))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
