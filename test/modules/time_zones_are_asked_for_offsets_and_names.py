from _datetime import *


class Zone(tzinfo):
    def __init__(self, offset=None, name=None, dst=None):
        self.offset, self.name, self.summer = offset, name, dst

    def utcoffset(self, moment):
        print("utcoffset of", moment and moment.date())
        return self.offset

    def tzname(self, moment):
        return self.name

    def dst(self, moment):
        return self.summer


def show(text):
    try:
        print(text, "->", repr(eval(text)))
    except Exception as error:
        print(text, "!!", type(error).__name__, error)


N = datetime(2020, 1, 2, 3, 4, 5, 6)
H = timedelta(hours=1)
for text in """N.replace(tzinfo=Zone(5)).utcoffset()
N.replace(tzinfo=Zone(timedelta(1))).utcoffset()
N.replace(tzinfo=Zone(timedelta(-1))).utcoffset()
N.replace(tzinfo=Zone(None, 5)).tzname()
N.replace(tzinfo=Zone(dst=5)).dst()
N.replace(tzinfo=Zone(H, "q", timedelta(0))).isoformat()
N.replace(tzinfo=Zone(H, "q%d", timedelta(0))).strftime("%Z %z %:z %f")
N.replace(tzinfo=Zone(H, "q", H)).timetuple()
N.replace(tzinfo=Zone(H, "q", H)).utctimetuple()
N.replace(tzinfo=Zone(H, "q", H)).timestamp()
N.replace(tzinfo=timezone.utc).astimezone(Zone(H, "q", H)).time()
N.replace(tzinfo=timezone.utc).astimezone(Zone(H))
N.replace(tzinfo=Zone(H)) == N.replace(tzinfo=timezone.utc)
N.replace(tzinfo=Zone(H)) < N.replace(tzinfo=timezone.utc)
N.replace(tzinfo=Zone(H)) - N.replace(tzinfo=timezone.utc)
N < N.replace(tzinfo=timezone.utc)
N == N.replace(tzinfo=timezone.utc)
N - N.replace(tzinfo=timezone.utc)
N.time() < N.replace(tzinfo=timezone.utc).timetz()
time(0, tzinfo=timezone.utc) == time(2, tzinfo=Zone(2 * H))
hash(N.replace(tzinfo=timezone.utc)) == hash((N + H).replace(tzinfo=Zone(H)))
{N.replace(tzinfo=timezone.utc): 1}[(N + H).replace(tzinfo=Zone(H))]
tzinfo().utcoffset(None)
tzinfo().fromutc(None)
tzinfo().fromutc(N)
timezone.utc.utcoffset(3)
timezone.utc.fromutc(N)
timezone(timedelta(0)) is timezone.utc is UTC
timezone(H), timezone(H, "x"), str(timezone(-H)), timezone(H, "x") == timezone(H)
timezone(H, "x").__getinitargs__(), timezone.utc.__reduce__(), timezone.min, timezone.max
timezone(H) < timezone(H)
N.astimezone(5)
datetime.fromtimestamp(1.0000005, timezone.utc), datetime.fromtimestamp(-1.5, timezone.utc)
datetime.combine(N, time(1, fold=1), tzinfo=UTC)""".splitlines():
    show(text)
