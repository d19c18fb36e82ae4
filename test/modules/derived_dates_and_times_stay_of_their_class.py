from _datetime import *


class Day(date):
    pass


class Moment(datetime):
    def __new__(cls, *args, **kwargs):
        made = super().__new__(cls, *args, **kwargs)
        made.note = "made"
        return made


class Clock(time):
    def isoformat(self, *args):
        return "tick"


day, moment, clock = Day(2020, 1, 31), Moment(2020, 1, 31, 4, 5, tzinfo=UTC), Clock(1, 2)
for value in (
    day, day + timedelta(1), timedelta(1) + day, day - timedelta(31), day.replace(year=5),
    Day.fromordinal(5), Day.fromisoformat("2020-02-03"), Day.fromisocalendar(2020, 5, 5),
    moment, moment + timedelta(1), moment.replace(fold=1), Moment.fromisoformat("2020-02-03T04"),
    Moment.combine(day, clock), moment.astimezone(timezone(timedelta(hours=1))),
    Moment.fromtimestamp(0, UTC), clock, clock.replace(hour=5), moment.date(), moment.timetz(),
):
    print(repr(value), str(value), getattr(value, "note", None))
print(day - date(2020, 1, 1), moment - datetime(2020, 1, 1, tzinfo=UTC))
print(day == date(2020, 1, 31), day < date(2021, 1, 1), {day: 1}[date(2020, 1, 31)])
print(date(2020, 1, 31) == datetime(2020, 1, 31), moment.__replace__(year=2021), issubclass(datetime, date))
for left, right in (day, moment), (moment, day), (clock, 5):
    try:
        left < right
    except TypeError as error:
        print(error)
    try:
        left - right
    except TypeError as error:
        print(error)
print(f"{day:%d.%m.%Y} {moment:%H:%M:%S %j %a %b %G-%V-%u} {clock:%I %p}", f"{day}", f"{clock}")
print(date(5, 1, 1).strftime("%Y %G %F %y"), moment.ctime(), day.timetuple())
print(repr(time(1,tzinfo=UTC,fold=1)))
