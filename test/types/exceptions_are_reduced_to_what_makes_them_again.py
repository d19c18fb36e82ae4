def reduced(error):
    return error.__reduce__()[1:]

for error in (ValueError(1), NameError("n", name="x"), SyntaxError("m", ("f", 1, 2, "t")), StopIteration(3), OSError(9999, "no", "f"), ExceptionGroup("g", [ValueError(1)])):
    print(type(error).__name__, reduced(error))
    error.extra = 1
    print(reduced(error))
print(reduced(ImportError("m", name="n", path="p")), reduced(ImportError("m")))
for error in (AttributeError("a"), AttributeError("a", name="n", obj=object())):
    print(reduced(error), error.__getstate__())

class Text(str):
    def __index__(self):
        return 7

print(int(Text("5")), int("5"), int(Text("5"), 8))
