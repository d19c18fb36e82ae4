/** Making dates, times and datetimes: instances of derived classes are made by calling the class, as a program would. */
import { E, raise } from "../../objects/errors.ts";
import { after, call, type NativeResult } from "../../objects/requests.ts";
import type { PyType } from "../../objects/type.ts";
import { fromOrdinal, MAX_ORDINAL, toOrdinal } from "./calendar.ts";
import {
  type Clock,
  checkClock,
  dateType,
  datetimeType,
  MIDNIGHT,
  newDate,
  type PyDate,
  PyDateTime,
  PyTime,
  type PyTimeDelta,
  timeType,
} from "./layouts.ts";

export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export function newDateTime(day: Day, clock: Clock): PyDateTime {
  newDate(day.year, day.month, day.day);
  checkClock(clock);
  return new PyDateTime(day, clock);
}

export function newTime(clock: Clock): PyTime {
  checkClock(clock);
  const { hour, minute, second, microsecond, tzinfo, fold } = clock;
  return new PyTime(hour, minute, second, microsecond, tzinfo, fold);
}

export function makeDate(cls: PyType, { year, month, day }: Day): NativeResult {
  if (cls === dateType) return newDate(year, month, day);
  if (cls === datetimeType) return newDateTime({ year, month, day }, MIDNIGHT);
  return call(cls, year, month, day);
}

export function makeDateTime(cls: PyType, day: Day, clock: Clock): NativeResult {
  if (cls === datetimeType) return newDateTime(day, clock);
  const { hour, minute, second, microsecond, tzinfo, fold } = clock;
  const made = call(cls, day.year, day.month, day.day, hour, minute, second, microsecond, tzinfo);
  return after(made, (value) => {
    if (value instanceof PyDateTime) value.fold = fold;
    return value;
  });
}

export function makeTime(cls: PyType, clock: Clock): NativeResult {
  if (cls === timeType) return newTime(clock);
  const { hour, minute, second, microsecond, tzinfo, fold } = clock;
  return after(call(cls, hour, minute, second, microsecond, tzinfo), (value) => {
    if (value instanceof PyTime) value.fold = fold;
    return value;
  });
}

function checkOrdinal(ordinal: number): number {
  if (ordinal < 1 || ordinal > MAX_ORDINAL) raise(E.OverflowError, "date value out of range");
  return ordinal;
}

/** `date ± days` */
export function addDays(self: PyDate, days: number): NativeResult {
  const ordinal = checkOrdinal(toOrdinal(self.year, self.month, self.day) + days);
  return makeDate(self.shape.type, fromOrdinal(ordinal));
}

/** The fields of a moment so much later (or, with a sign of −1, earlier). */
export function shifted(
  self: PyDateTime,
  { days, seconds, microseconds }: PyTimeDelta,
  sign: number,
): readonly [Day, Clock] {
  const us = self.microsecond + microseconds * sign;
  const s =
    self.hour * 3600 + self.minute * 60 + self.second + seconds * sign + Math.floor(us / 1e6);
  const ordinal = checkOrdinal(
    toOrdinal(self.year, self.month, self.day) + days * sign + Math.floor(s / 86400),
  );
  const second = s - Math.floor(s / 86400) * 86400;
  return [
    fromOrdinal(ordinal),
    {
      hour: Math.floor(second / 3600),
      minute: Math.floor(second / 60) % 60,
      second: second % 60,
      microsecond: us - Math.floor(us / 1e6) * 1e6,
      tzinfo: self.tzinfo,
      fold: 0,
    },
  ];
}

/** `datetime ± timedelta` */
export function addDelta(self: PyDateTime, delta: PyTimeDelta, sign: number): NativeResult {
  return makeDateTime(self.shape.type, ...shifted(self, delta, sign));
}
