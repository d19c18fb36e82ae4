# Formats of thousands of fields, and what is wrong with one is found when it is its turn.
n = 3000
print("%d" * n % tuple(range(n)) == "".join(map(str, range(n))))
print(("{}" * n).format(*range(n)) == "".join(map(str, range(n))))
print((b"%d," * n % tuple(range(n)))[-10:])
print(("{{%s}}" * n).format() == "{%s}" * n)


class Told:
    count = 0

    def __str__(self):
        Told.count += 1
        return "told"


told = Told()
for make in (
    lambda: ("%s" * n + "%") % ((told,) * n),
    lambda: ("%s" * n + "%(a") % ((told,) * n),
    lambda: ("%s" * n + "%y") % ((told,) * (n + 1)),
    lambda: ("%s" * n) % ((told,) * (n - 1)),
    lambda: ("%s" * (n - 1)) % ((told,) * n),
    lambda: ("{!s}" * n + "{").format(*(told,) * n),
    lambda: ("{!s}" * n + "{!x}").format(*(told,) * (n + 1)),
    lambda: ("{!s}" * n + "}").format(*(told,) * n),
    lambda: ("{!s}" * n).format(*(told,) * (n - 1)),
    lambda: ("{0!s}" * n + "{}").format(told),
):
    Told.count = 0
    try:
        make()
    except Exception as error:
        print(type(error).__name__, error, Told.count)

# The same format for different kinds of values, twice.
for _ in range(2):
    print("%5s|" % "a", b"%5s|" % b"a", "%(k)s" % {"k": 1}, b"%(k)s" % {b"k": b"v"})
    for value in (5, 2.5, "text", True, 2 + 1j):
        try:
            print(format(value, "<8"), format(value, "8"), format(value, ",.1f"), sep="|")
        except ValueError as error:
            print(error)
