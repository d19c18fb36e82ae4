class Seq:
    def __getitem__(self, key):
        return ("get", key)

    def __setitem__(self, key, value):
        print("set", key, value)

    def __delitem__(self, key):
        print("del", key)


s = Seq()
print(s[1], s[1:2], s[::], s["k", 1:2])
s[0] = s[1:] = "v"
s[0] += (1,)
del s[0], s[:2]
one, none, text, pair = 1, None, "abc", [1, 2]
for wrong in ["pair[:'a']", "(1,)[0] = 5", "{}[[]]", "text[0] = 'x'", "one[0]", "len[0]", "int[0]", "pair[1, 2]", "range(3)[5]", "none[0] = 1", "del text[0]", "b''[0]",
              "pair['a']", "text[1.5]"]:
    try:
        exec(wrong)
    except (TypeError, IndexError) as error:
        print(type(error).__name__, error)
