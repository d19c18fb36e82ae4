class Sequence:
    def __len__(self):
        return 3

    def __getitem__(self, i):
        print("get", i)
        return i * i


class Own:
    def __reversed__(self):
        return iter("own")


print(list(reversed(Sequence())), list(reversed(Own())), list(reversed("abc")), list(reversed(range(3))), list(reversed({"a": 1, "b": 2})))
for wrong in ["reversed({1})", "reversed(5)", "reversed(x for x in ())"]:
    try:
        eval(wrong)
    except TypeError as error:
        print(error)
