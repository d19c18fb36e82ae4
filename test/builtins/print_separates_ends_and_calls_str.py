print()
print("a", 1, None, sep="-", end="!\n")
print(*"abc", sep="")
print("x", end="")
print("y", sep=None, end=None)
print([1, "a"], ("b",), {"k": "v"})


class Shows:
    def __str__(self):
        return "str"

    def __repr__(self):
        return "repr"


print(Shows(), [Shows()], flush=True)


class File:
    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)

    def flush(self):
        self.parts.append("flushed")


file = File()
print("to", "file", file=file, flush=True)
print(file.parts)
for wrong in [lambda: print("x", sep=5), lambda: print("x", wrong=1), lambda: print("x", end=b"")]:
    try:
        wrong()
    except TypeError as error:
        print(error)
