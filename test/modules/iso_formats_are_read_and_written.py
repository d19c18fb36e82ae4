from _datetime import *

for text in """2020-01-31|20200131|2020-W05-5|2020W055|2020-W05|2020W05|2020-1-1|2020-W60-1|2020-02-30|0000-01-01|2020-01-0１|2020-W53-7""".split("|"):
    try:
        print(text, date.fromisoformat(text))
    except ValueError as error:
        print(text, error)
for text in """04|04:05|0405|04:05:06|040506|04:05:06.7|04:05:06,789|04:05:06.1234567|T04:05|04:05Z|04:05+01|04:05-0130|04:05:06+01:02:03.000004|24:00|24:01|25:00|4:05|04:05:|04.5|04:0506|0405:06|04:05z|04:05+|04:05+24:00|04:05:06.|""".split("|"):
    try:
        print(text, repr(time.fromisoformat(text)))
    except ValueError as error:
        print(text, error)
for text in """2020-01-31T04:05|2020-01-31 04:05:06+02:00|20200131T040506Z|2020-W05-5T04|2020W0550405|2020W05T0405|2020-01-31|2020-01-31é04|2020-12-31T24:00|2020-12-31T24:00:01|2020-13-01T25:01|2020-01-01T25|x|2020-01-31T|2020-W05-04|2020-W05-5""".split("|"):
    try:
        print(text, repr(datetime.fromisoformat(text)))
    except ValueError as error:
        print(text, error)
for kind in date, time, datetime:
    try:
        kind.fromisoformat(5)
    except TypeError as error:
        print(error)

moment = datetime(2020, 1, 2, 3, 4, 5, 678901, timezone(timedelta(hours=-1, minutes=3, seconds=4)))
for spec in "auto hours minutes seconds milliseconds microseconds".split():
    print(moment.isoformat(timespec=spec), moment.timetz().isoformat(spec))
print(moment, moment.isoformat("_"), str(moment.date()), str(moment.time()), moment.isocalendar())
