import _csv as csv


def attempt(function, *args, **keywords):
    try:
        print(function(*args, **keywords))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


NAMES = "delimiter doublequote escapechar lineterminator quotechar quoting skipinitialspace strict".split()


def show(*args, **keywords):
    dialect = csv.Dialect(*args, **keywords)
    return [getattr(dialect, name) for name in NAMES]


attempt(show)
for keywords in (
    dict(delimiter='ab'),
    dict(delimiter=''),
    dict(delimiter=5),
    dict(delimiter=None),
    dict(delimiter='\n'),
    dict(delimiter=' ',skipinitialspace=True),
    dict(quotechar=None),
    dict(quotechar='',),
    dict(quotechar='ab'),
    dict(quotechar=5),
    dict(escapechar='\n'),
    dict(escapechar=' ',skipinitialspace=1),
    dict(escapechar=''),
    dict(lineterminator=None),
    dict(lineterminator=5),
    dict(lineterminator='x'),
    dict(quoting=7),
    dict(quoting='x'),
    dict(quoting=None),
    dict(quoting=5),
    dict(quoting=4),
    dict(quoting=-1),
    dict(bogus=1),
    dict(strict=[]),
    dict(quotechar=None,quoting=1),
    dict(quotechar=None,quoting=3),
    dict(delimiter=',',quotechar=','),
    dict(delimiter='"'),
    dict(escapechar='"'),
    dict(delimiter='a',lineterminator='a'),
    dict(lineterminator='"'),
    dict(escapechar='x',lineterminator='x'),
    dict(dialect=5),
    dict(dialect='nope'),
    dict(dialect=csv.Dialect(delimiter=';')),
    dict(quoting=True),
    dict(delimiter='\0'),
    dict(quotechar='\r'),
    dict(quotechar=' ',skipinitialspace=1)
):
    attempt(show, **keywords)


class Pipes:
    delimiter = "|"
    strict = 1


attempt(show, Pipes)
attempt(show, Pipes, delimiter=";")
attempt(show, Pipes, 5)
d = csv.Dialect()
print(csv.Dialect(d) is d, csv.Dialect(d, strict=True) is d)
attempt(setattr, d, "delimiter", "x")
attempt(d.__reduce_ex__, 2)

attempt(csv.register_dialect, "a", delimiter="|")
attempt(csv.register_dialect, 5, Pipes)
attempt(csv.register_dialect)
attempt(csv.register_dialect, "b", Pipes)
attempt(csv.get_dialect, "zz")
attempt(csv.get_dialect, [])
print(csv.list_dialects(), csv.get_dialect(name="b").strict, list(csv.reader(["1|2"], "b")))
attempt(csv.unregister_dialect, "b")
attempt(csv.unregister_dialect, "b")
attempt(csv.register_dialect, "q", Pipes, quoting=99)
print(csv.Error.__mro__, csv.Dialect, sorted(n for n in dir(csv) if n.startswith("QUOTE")))
