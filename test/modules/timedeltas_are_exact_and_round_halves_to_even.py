from _datetime import timedelta

D = timedelta
for text in """D(0.5, 0.5, 0.5)
D(microseconds=0.5), D(microseconds=1.5), D(microseconds=-2.5)
D(milliseconds=0.0005), D(seconds=True)
D(days=1.25, hours=-3, weeks=2, minutes=0.001)
D(1) * 1.5, 1.5 * D(1), D(1) * 3, 3 * D(1)
D(0, 0, 1) * 0.5, D(0, 0, 3) * 0.5, D(0, 0, 5) / 2, D(0, 0, -7) / 2
D(1) * float("nan")
D(1) / 0
D(1) / 0.0
D(1) // 0
D(1) % D(0)
D(1) / D(0)
D(1) / 3, D(1) / 0.7
D(1) // D(0, 7), D(1) // 7, D(-1) // 7, D(1) / D(0, 7)
divmod(D(1), D(0, 7)), divmod(-D(1), D(0, 7)), D(1) % -D(0, 7)
D(1) + 1
D(1) < 1
D(1) == 1, D(1) != 1
-D(1, 2, 3), abs(D(-1)), +D(5), bool(D(0)), bool(D(0, 0, 1))
str(D(-1, 5)), str(D(2, 5, 6)), str(D(0)), str(D(1, 36000))
D(0), D(1, 2, 3), D(0, 0, -1)
D(1).total_seconds(), D(0, 0, 1).total_seconds(), D.max.total_seconds()
D(days=1).__reduce__()
D(1) * D(1)
1 / D(1)
D(1) ** 2
D(1) // 1.0
D(1) % 1
D.min, D.max, D.resolution
hash(D(1)) == hash(D(0, 86400)), {D(1): 5}[D(hours=24)]
sorted([D(1), D(-1), D(0, 5)])""".splitlines():
    try:
        print(text, "->", eval(text))
    except Exception as error:
        print(text, "!!", type(error).__name__, error)


class Longer(timedelta):
    pass


print(repr(Longer(1, 2, 3)), type(Longer(1) + Longer(2)), type(+Longer(1)))
