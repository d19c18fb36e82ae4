/** The types of the module datetime, and what their instances keep. */
import { E, raise } from "../../objects/errors.ts";
import { layout, PyObject, type Value } from "../../objects/object.ts";
import { DECLINED } from "../../objects/params.ts";
import { PyType } from "../../objects/type.ts";
import { objectType, typeName } from "../../objects/types.ts";
import { checkDate, checkTime } from "./calendar.ts";

export const timedeltaType = new PyType("datetime.timedelta", [objectType]);
export const tzinfoType = new PyType("datetime.tzinfo", [objectType]);
export const timezoneType = new PyType("datetime.timezone", [tzinfoType]);
export const dateType = new PyType("datetime.date", [objectType]);
export const timeType = new PyType("datetime.time", [objectType]);
export const datetimeType = new PyType("datetime.datetime", [dateType]);
timezoneType.isBase = false;

const MAX_DELTA_DAYS = 999999999;

/** Begins the hash keys of these types: no other type has such. */
const KEY = "\ud800D";

export class PyTimeDelta extends PyObject {
  readonly days: number;
  /** From 0, below a day. */
  readonly seconds: number;
  /** From 0, below a second. */
  readonly microseconds: number;
  constructor(days: number, seconds: number, microseconds: number) {
    super();
    this.days = days;
    this.seconds = seconds;
    this.microseconds = microseconds;
  }
  override hashKey(): unknown {
    return `${KEY}d${this.days},${this.seconds},${this.microseconds}`;
  }
}
layout(PyTimeDelta, timedeltaType);

/** A timedelta whose fields are in range but for the days. */
export function newDelta(days: number, seconds: number, microseconds: number): PyTimeDelta {
  if (days < -MAX_DELTA_DAYS || days > MAX_DELTA_DAYS)
    raise(E.OverflowError, `days=${days}; must have magnitude <= ${MAX_DELTA_DAYS}`);
  return new PyTimeDelta(days, seconds, microseconds);
}

/** A timedelta of parts in any range. */
export function normalDelta(days: number, seconds: number, microseconds: number): PyTimeDelta {
  const carried = seconds + Math.floor(microseconds / 1e6);
  const wholeDays = Math.floor(carried / 86400);
  // Adding 0 turns −0 into 0.
  return newDelta(
    days + wholeDays + 0,
    carried - wholeDays * 86400 + 0,
    microseconds - Math.floor(microseconds / 1e6) * 1e6 + 0,
  );
}

export const ZERO = new PyTimeDelta(0, 0, 0);

export function compareDeltas(a: PyTimeDelta, b: PyTimeDelta): number {
  return a.days - b.days || a.seconds - b.seconds || a.microseconds - b.microseconds;
}

export function subtractDeltas(a: PyTimeDelta, b: PyTimeDelta): PyTimeDelta {
  return normalDelta(a.days - b.days, a.seconds - b.seconds, a.microseconds - b.microseconds);
}

export class PyTzInfo extends PyObject {}
layout(PyTzInfo, tzinfoType);

export class PyTimezone extends PyTzInfo {
  readonly offset: PyTimeDelta;
  /** Undefined for one that is named after its offset. */
  readonly label: Value | undefined;
  constructor(offset: PyTimeDelta, label: Value | undefined) {
    super();
    this.offset = offset;
    this.label = label;
  }
  override hashKey(): unknown {
    return `${KEY}z${this.offset.days},${this.offset.seconds},${this.offset.microseconds}`;
  }
}
layout(PyTimezone, timezoneType);

export const UTC = new PyTimezone(ZERO, undefined);

/** An instance of a class derived from tzinfo, or None. */
export type Zone = PyTzInfo | null;

export function checkZone(value: Value): Zone {
  if (value === null || value instanceof PyTzInfo) return value;
  return raise(
    E.TypeError,
    `tzinfo argument must be None or of a tzinfo subclass, not type '${typeName(value)}'`,
  );
}

export class PyDate extends PyObject {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  constructor(year: number, month: number, day: number) {
    super();
    this.year = year;
    this.month = month;
    this.day = day;
  }
  override hashKey(): unknown {
    return `${KEY}${this.year},${this.month},${this.day}`;
  }
}
layout(PyDate, dateType);

/** A moment of a day. */
export interface Clock {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
  readonly fold: number;
  readonly tzinfo: Zone;
}

export class PyTime extends PyObject implements Clock {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
  readonly tzinfo: Zone;
  fold: number;
  constructor(
    hour: number,
    minute: number,
    second: number,
    microsecond: number,
    tzinfo: Zone,
    fold: number,
  ) {
    super();
    this.hour = hour;
    this.minute = minute;
    this.second = second;
    this.microsecond = microsecond;
    this.tzinfo = tzinfo;
    this.fold = fold;
  }
  override hashKey(): unknown {
    if (this.tzinfo !== null) return DECLINED;
    return `${KEY}t${this.hour},${this.minute},${this.second},${this.microsecond}`;
  }
}
layout(PyTime, timeType);

export class PyDateTime extends PyDate implements Clock {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
  /** Set anew only before anybody has seen the object. */
  tzinfo: Zone;
  fold: number;
  constructor(date: PyDate | { year: number; month: number; day: number }, clock: Clock) {
    super(date.year, date.month, date.day);
    this.hour = clock.hour;
    this.minute = clock.minute;
    this.second = clock.second;
    this.microsecond = clock.microsecond;
    this.tzinfo = clock.tzinfo;
    this.fold = clock.fold;
  }
  override hashKey(): unknown {
    if (this.tzinfo !== null) return DECLINED;
    return `${KEY}${this.year},${this.month},${this.day}T${this.hour},${this.minute},${this.second},${this.microsecond}`;
  }
}
layout(PyDateTime, datetimeType);

export const MIDNIGHT: Clock = {
  hour: 0,
  minute: 0,
  second: 0,
  microsecond: 0,
  fold: 0,
  tzinfo: null,
};

/** Checks the fields before the objects are made. */
export function newDate(year: number, month: number, day: number): PyDate {
  checkDate(year, month, day);
  return new PyDate(year, month, day);
}

export function checkClock({ hour, minute, second, microsecond, fold }: Clock): void {
  checkTime(hour, minute, second, microsecond, fold);
}
