/** datetime.datetime. https://docs.python.org/3/library/datetime.html#datetime-objects */
import { checkClass, instanceOf } from "../../objects/construct.ts";
import { notA, smallInt } from "../../objects/conversions.ts";
import { members, type TypeBuilder } from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import { PyFloat } from "../../objects/float.ts";
import type { Int } from "../../objects/int.ts";
import { normalize } from "../../objects/int.ts";
import { hashText } from "../../objects/numbers/hash.ts";
import { trueDivInts } from "../../objects/numbers/ints.ts";
import type { Value } from "../../objects/object.ts";
import { either, keywords, object, optional, rest } from "../../objects/params.ts";
import { hashOf } from "../../objects/protocols/hashing.ts";
import {
  isPending,
  type Keywords,
  type NativeGenerator,
  type NativeResult,
  type Pending,
} from "../../objects/requests.ts";
import { NotImplemented, tuple } from "../../objects/sequences.ts";
import { EQ, NE } from "../../objects/slots.ts";
import { fromJs, pointsOf, strLength, textOf } from "../../objects/str.ts";
import type { PyType } from "../../objects/type.ts";
import { typeName } from "../../objects/types.ts";
import { warn } from "../../objects/warn.ts";
import { matchNames, readInts, type Signature } from "../named-arguments.ts";
import { clock, dateText } from "../time.ts";
import { daysInMonth } from "./calendar.ts";
import { eachComparison, holdsFor } from "./comparisons.ts";
import {
  invalidIso,
  isoDate,
  isoText,
  ordinal,
  parseTime,
  structOf,
  textArgument,
} from "./date.ts";
import { formatMoment } from "./format.ts";
import { findSeparator, readIsoDate, readIsoTime } from "./isoformat.ts";
import {
  type Clock,
  checkZone,
  compareDeltas,
  datetimeType,
  MIDNIGHT,
  newDelta,
  normalDelta,
  PyDate,
  PyDateTime,
  PyTime,
  PyTimeDelta,
  subtractDeltas,
  ZERO,
  type Zone,
} from "./layouts.ts";
import { fieldsAt, localTimezone, localToSeconds, readTimestamp, shownSeconds } from "./local.ts";
import { addDelta, type Day, makeDateTime, newDateTime, shifted } from "./making.ts";
import { clockBytes, clockOf, dateBytes, dayOf, isMonth, pack, stateOf } from "./pickling.ts";
import {
  fieldsOf,
  foldPart,
  isoClock,
  isoZone,
  LATE,
  readClock,
  reprClock,
  reprEnd,
  stateZone,
} from "./time.ts";
import { microsecondsOf } from "./timedelta.ts";
import {
  callMethod,
  dstOffset,
  type Offset,
  offsetSuffix,
  settled,
  utcOffset,
  zoneName,
} from "./zones.ts";

const NEW: Signature = {
  fn: "function",
  names: ["year", "month", "day", "hour", "minute", "second", "microsecond", "tzinfo", "fold"],
  min: 3,
  positional: 8,
};
const REPLACE: Signature = { ...NEW, fn: "replace()", min: 0 };

function* made(cls: PyType, day: Day, time: Clock): NativeGenerator {
  const result = makeDateTime(cls, day, time);
  return (isPending(result) ? yield result : result) as Value;
}

function* readFields(
  values: readonly (Value | undefined)[],
  day: Day,
  time: Clock,
): Generator<Pending, readonly [Day, Clock], Value> {
  const date = yield* readInts(values.slice(0, 3), [day.year, day.month, day.day]);
  const [year, month, dayOfMonth] = date as [number, number, number];
  return [{ year, month, day: dayOfMonth }, yield* readClock(values.slice(3), time)];
}

function newFromArguments(cls: Value, args: Value[], given: Keywords): NativeResult {
  const type = checkClass(cls, datetimeType);
  if ((args.length === 1 || args.length === 2) && given.size === 0) {
    const bytes = stateOf(args[0], 10, 2, (byte) => isMonth(byte & 127), "datetime");
    if (bytes !== null) {
      const tzinfo = stateZone(args[1]);
      const { month, ...others } = dayOf(bytes);
      const time = { ...clockOf(bytes, 4), fold: month >> 7, tzinfo };
      return instanceOf(type, new PyDateTime({ ...others, month: month & 127 }, time));
    }
  }
  return (function* (): NativeGenerator {
    const values = matchNames(NEW, args, given);
    const [day, time] = yield* readFields(values, { year: 0, month: 0, day: 0 }, MIDNIGHT);
    return instanceOf(type, newDateTime(day, time));
  })();
}

function* replaced(self: PyDateTime, args: Value[], given: Keywords): NativeGenerator {
  const [day, time] = yield* readFields(matchNames(REPLACE, args, given), self, self);
  newDateTime(day, time);
  return yield* made(self.shape.type, day, time);
}

// --- moments ---

/** The moment so many seconds after 1970, in a zone that is asked. */
function* atSeconds(
  cls: PyType,
  seconds: number,
  microsecond: number,
  zone: Zone,
): NativeGenerator {
  const fields = fieldsAt(seconds, microsecond, zone === null, zone);
  const result = yield* made(cls, ...fields);
  return zone === null
    ? result
    : ((yield* settled(callMethod(zone, "fromutc", result as Value))) as Value);
}

function nowInMicroseconds(): readonly [number, number] {
  const us = Math.floor(clock().now() * 1e6);
  const seconds = Math.floor(us / 1e6);
  return [seconds, us - seconds * 1e6];
}

/** A timestamp as UTC, without a tzinfo. */
function* utcAt(cls: PyType, seconds: number, us: number): NativeGenerator {
  return yield* made(cls, ...fieldsAt(seconds, us, false, null));
}

function deprecated(name: string, instead: string): Pending {
  return warn(
    E.DeprecationWarning,
    `datetime.datetime.${name}() is deprecated and scheduled for removal in a future version. Use timezone-aware objects to represent datetimes in UTC: datetime.datetime.${instead}.`,
  );
}

function* timestamp(self: PyDateTime): NativeGenerator {
  if (self.tzinfo === null) return new PyFloat(localToSeconds(self) + self.microsecond / 1e6);
  const offset: Offset = yield* settled(utcOffset(self.tzinfo, self));
  if (offset === null) return new PyFloat(localToSeconds(self) + self.microsecond / 1e6);
  const since = subtractDeltas(normalDelta(0, shownSeconds(self), self.microsecond), offset);
  return new PyFloat(trueDivInts(normalize(microsecondsOf(since)), 1_000_000));
}

function localZoneOf(self: PyDateTime): Zone | Pending {
  return localTimezone(localToSeconds(self));
}

function* asTimezone(self: PyDateTime, zone: Zone): NativeGenerator {
  let own: Zone = self.tzinfo ?? (yield* settled<Zone>(localZoneOf(self)));
  if (own === zone) return self;
  let offset: Offset = yield* settled(utcOffset(own, self));
  if (offset === null) {
    own = yield* settled<Zone>(localZoneOf(self));
    if (own === zone) return self;
    offset = yield* settled<Offset>(utcOffset(own, self));
  }
  const [day, time] = shifted(self, offset as PyTimeDelta, -1);
  const result = (yield* made(self.shape.type, day, time)) as PyDateTime;
  const target: Zone =
    zone ?? (yield* settled<Zone>(localTimezone(shownSeconds(new PyDateTime(day, time)))));
  result.tzinfo = target;
  return (yield* settled(callMethod(target, "fromutc", result))) as Value;
}

// --- differences ---

/** The difference of what both clocks show. */
function plainDifference(left: PyDateTime, right: PyDateTime): PyTimeDelta {
  const seconds = (time: PyDateTime): number => time.hour * 3600 + time.minute * 60 + time.second;
  return normalDelta(
    ordinal(left) - ordinal(right),
    seconds(left) - seconds(right),
    left.microsecond - right.microsecond,
  );
}

function* difference(left: PyDateTime, right: PyDateTime): Generator<Pending, PyTimeDelta, Value> {
  const plain = plainDifference(left, right);
  if (left.tzinfo === right.tzinfo) return plain;
  const a: Offset = yield* settled(utcOffset(left.tzinfo, left));
  const b: Offset = yield* settled(utcOffset(right.tzinfo, right));
  if ((a === null) !== (b === null))
    raise(E.TypeError, "can't subtract offset-naive and offset-aware datetimes");
  if (a === null || b === null || compareDeltas(a, b) === 0) return plain;
  return subtractDeltas(plain, subtractDeltas(a, b));
}

function subtract(left: Value, right: Value): NativeResult {
  if (!(left instanceof PyDateTime)) return NotImplemented;
  if (right instanceof PyDateTime) return difference(left, right);
  return right instanceof PyTimeDelta ? addDelta(left, right, -1) : NotImplemented;
}

function add(left: Value, right: Value): NativeResult {
  const [self, delta] = left instanceof PyDateTime ? [left, right] : [right, left];
  return self instanceof PyDateTime && delta instanceof PyTimeDelta
    ? addDelta(self, delta, 1)
    : NotImplemented;
}

/** Does the offset depend on fold? Then it equals no moment of another zone. */
function* isProblematic(self: PyDateTime, offset: Offset): Generator<Pending, boolean, Value> {
  const flipped = new PyDateTime(self, { ...fieldsOf(self), fold: 1 - self.fold });
  const other: Offset = yield* settled(utcOffset(self.tzinfo, flipped));
  if (other === offset) return false;
  return other === null || offset === null || compareDeltas(other, offset) !== 0;
}

function* compareDateTimes(op: number, self: PyDateTime, other: PyDateTime): NativeGenerator {
  const byClock = compareDeltas(plainDifference(self, other), ZERO);
  if (self.tzinfo === other.tzinfo) return holdsFor(op, byClock);
  const a: Offset = yield* settled(utcOffset(self.tzinfo, self));
  const b: Offset = yield* settled(utcOffset(other.tzinfo, other));
  const isEquality = op === EQ || op === NE;
  let by = byClock;
  if (!(a === b || (a !== null && b !== null && compareDeltas(a, b) === 0))) {
    if (a === null || b === null) {
      if (isEquality) return op === NE;
      raise(E.TypeError, "can't compare offset-naive and offset-aware datetimes");
    }
    by = compareDeltas(yield* difference(self, other), ZERO);
  }
  if (isEquality && by === 0) {
    if ((yield* isProblematic(self, a)) || (yield* isProblematic(other, b))) by = 1;
  }
  return holdsFor(op, by);
}

const compare = (op: number) => (self: PyDateTime, other: Value) => {
  if (!(other instanceof PyDateTime)) return NotImplemented;
  if (self.tzinfo === other.tzinfo)
    return holdsFor(op, compareDeltas(plainDifference(self, other), ZERO));
  return compareDateTimes(op, self, other);
};

function* hashDateTime(self: PyDateTime): NativeGenerator {
  const asked = self.fold === 0 ? self : new PyDateTime(self, { ...fieldsOf(self), fold: 0 });
  const offset: Offset = yield* settled(utcOffset(self.tzinfo, asked));
  const plain = newDateTime(self, { ...fieldsOf(self), tzinfo: null });
  if (offset === null) return hashText(plain.hashKey() as string);
  const start = new PyDateTime({ year: 1, month: 1, day: 1 }, MIDNIGHT);
  return hashOf(subtractDeltas(plainDifference(plain, start), offset)) as Int;
}

// --- texts ---

function* isoFormat(self: PyDateTime, separator: string, spec: string): NativeGenerator {
  const text = `${isoDate(self)}${separator}${isoClock(self, spec)}`;
  return fromJs(text + (yield* settled(offsetSuffix(self.tzinfo, self))));
}

function* fromIso(cls: PyType, value: Value): NativeGenerator {
  const text = isoText(value);
  const at = text.length < 7 ? -1 : findSeparator(text);
  const date = at < 0 ? null : readIsoDate(text.slice(0, at));
  if (date === null) return yield* settled(invalidIso(value)) as NativeGenerator;
  // The separator is one character, whichever.
  const width = (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  if (text.length <= at) return yield* made(cls, date, MIDNIGHT);
  const time = readIsoTime(text.slice(at + width));
  if (time === null) return yield* settled(invalidIso(value)) as NativeGenerator;
  let { hour } = time;
  const { minute, second, microsecond } = time;
  const tzinfo = yield* isoZone(time);
  let { year, month, day } = date;
  if (hour === 24 && month >= 1 && month <= 12 && day <= daysInMonth(year, month)) {
    if (minute !== 0 || second !== 0 || microsecond !== 0) raise(E.ValueError, LATE);
    hour = 0;
    if (++day > daysInMonth(year, month)) {
      day = 1;
      if (++month > 12) {
        month = 1;
        year++;
      }
    }
  }
  return yield* made(
    cls,
    { year, month, day },
    { hour, minute, second, microsecond, tzinfo, fold: 0 },
  );
}

/** `isDst` as C's `tm_isdst`. */
function* timeTuple(self: PyDateTime): NativeGenerator {
  const dst: Offset = yield* settled(dstOffset(self.tzinfo, self));
  const isDst = dst === null ? -1 : compareDeltas(dst, ZERO) !== 0 ? 1 : 0;
  return structOf(self, self.hour, self.minute, self.second, isDst);
}

function* utcTimeTuple(self: PyDateTime): NativeGenerator {
  const offset: Offset = yield* settled(utcOffset(self.tzinfo, self));
  const [day, time] = shifted(self, offset ?? ZERO, -1);
  const { year, month, day: date } = day;
  return structOf(new PyDate(year, month, date), time.hour, time.minute, time.second, 0);
}

function reduced(self: PyDateTime, protocol: number): Value {
  const [high, low, month, day] = dateBytes(self) as [number, number, number, number];
  const marked = month | (protocol > 3 ? self.fold << 7 : 0);
  const state = pack([high, low, marked, day, ...clockBytes(self)]);
  return tuple(self.shape.type, self.tzinfo === null ? tuple(state) : tuple(state, self.tzinfo));
}

function* combine(cls: PyType, date: Value, time: Value, zone: Value | undefined): NativeGenerator {
  if (!(date instanceof PyDate)) return notA("datetime.date", date, "combine", 1);
  if (!(time instanceof PyTime)) return notA("datetime.time", time, "combine", 2);
  const tzinfo = zone === undefined ? time.tzinfo : checkZone(zone);
  const { year, month, day } = date;
  return yield* made(cls, { year, month, day }, { ...fieldsOf(time), tzinfo });
}

export const datetimeMembers = members<PyDateTime>((builder) => {
  const { method, caller, classMethod, staticMethod, getter, slots, operators, constant } = builder;
  const changes = [rest("args"), keywords("changes")] as const;
  const zone = either(optional(object("tz"), null, "None"));
  return [
    {
      __new__: staticMethod(
        "datetime(year, month, day[, hour[, minute[, second[, microsecond[,tzinfo]]]]])",
        [object("cls"), rest("args"), keywords("kwargs")],
        newFromArguments,
      ),
    },
    slots({
      __repr__: (self) =>
        reprEnd(
          `${typeName(self)}(${self.year}, ${self.month}, ${self.day}, ${reprClock(self)}${foldPart(self)}`,
          self,
        ),
      __hash__: hashDateTime,
      __str__: (self) => callMethod(self, "isoformat", " "),
      ...eachComparison(compare),
    }),
    operators({ add, sub: subtract }),
    {
      now: classMethod(
        "Returns new datetime object representing current time local to tz.",
        [zone],
        (cls: PyType, tz) => {
          const [seconds, us] = nowInMicroseconds();
          return atSeconds(cls, seconds, us, checkZone(tz));
        },
      ),
      utcnow: classMethod(
        "Return a new datetime representing UTC day and time.",
        [],
        function* (cls: PyType): NativeGenerator {
          yield deprecated("utcnow", "now(datetime.UTC)");
          return yield* utcAt(cls, ...nowInMicroseconds());
        },
      ),
      fromtimestamp: classMethod(
        "timestamp[, tz] -> tz's local time from POSIX timestamp.",
        [either(object("timestamp")), zone],
        function* (cls: PyType, given, tz): NativeGenerator {
          const tzinfo = checkZone(tz);
          const [seconds, us] = yield* readTimestamp(given);
          return yield* atSeconds(cls, seconds, us, tzinfo);
        },
      ),
      utcfromtimestamp: classMethod(
        "Construct a naive UTC datetime from a POSIX timestamp.",
        [object("timestamp")],
        function* (cls: PyType, given): NativeGenerator {
          yield deprecated("utcfromtimestamp", "fromtimestamp(timestamp, datetime.UTC)");
          const [seconds, us] = yield* readTimestamp(given);
          return yield* utcAt(cls, seconds, us);
        },
      ),
      strptime: parseTime(builder as unknown as TypeBuilder<Value>, "datetime"),
      combine: classMethod(
        "date, time -> datetime with same date and time fields",
        [
          either(object("date")),
          either(object("time")),
          either(optional(object("tzinfo"), undefined, "")),
        ],
        combine,
      ),
      fromisoformat: classMethod(
        "Construct a date from a string in ISO 8601 format.",
        [object("object")],
        fromIso,
      ),
      date: method(
        "Return date object with same year, month and day.",
        [],
        (self) => new PyDate(self.year, self.month, self.day),
      ),
      time: method(
        "Return time object with same time but with tzinfo=None.",
        [],
        (self) =>
          new PyTime(self.hour, self.minute, self.second, self.microsecond, null, self.fold),
      ),
      timetz: method(
        "Return time object with same time and tzinfo.",
        [],
        (self) =>
          new PyTime(self.hour, self.minute, self.second, self.microsecond, self.tzinfo, self.fold),
      ),
      ctime: method("Return ctime() style string.", [], (self) =>
        dateText(structOf(self, self.hour, self.minute, self.second, -1)),
      ),
      strftime: caller(
        "format -> strftime() style string.",
        [either(textArgument("format", 1))],
        (self, format) =>
          formatMoment(textOf(format) as string, {
            zone: self.tzinfo,
            of: self,
            microsecond: self.microsecond,
            timetuple: () => callMethod(self, "timetuple"),
          }),
      ),
      timetuple: caller("Return time tuple, compatible with time.localtime().", [], timeTuple),
      timestamp: caller("Return POSIX timestamp as float.", [], timestamp),
      utctimetuple: caller(
        "Return UTC time tuple, compatible with time.localtime().",
        [],
        utcTimeTuple,
      ),
      isoformat: caller(
        "[sep] -> string in ISO 8601 format, YYYY-MM-DDT[HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM].",
        [
          either(optional(object("sep"), "T", "'T'")),
          either(optional(textArgument("timespec", 2), "auto", "'auto'")),
        ],
        (self, separator, spec) => isoFormat(self, separatorOf(separator), textOf(spec) as string),
      ),
      utcoffset: caller("Return self.tzinfo.utcoffset(self).", [], (self) =>
        utcOffset(self.tzinfo, self),
      ),
      tzname: caller("Return self.tzinfo.tzname(self).", [], (self) => zoneName(self.tzinfo, self)),
      dst: caller("Return self.tzinfo.dst(self).", [], (self) => dstOffset(self.tzinfo, self)),
      replace: caller("Return datetime with new specified fields.", changes, replaced),
      __replace__: caller("The same as replace().", changes, replaced),
      astimezone: caller("tz -> convert to local time in new timezone tz", [zone], (self, tz) =>
        asTimezone(self, checkZone(tz)),
      ),
      __reduce_ex__: method("__reduce_ex__(proto) -> (cls, state)", [smallInt("proto")], reduced),
      __reduce__: method("__reduce__() -> (cls, state)", [], (self) => reduced(self, 2)),
      hour: getter("", (self) => self.hour),
      minute: getter("", (self) => self.minute),
      second: getter("", (self) => self.second),
      microsecond: getter("", (self) => self.microsecond),
      tzinfo: getter("", (self) => self.tzinfo),
      fold: getter("", (self) => self.fold),
      min: constant(new PyDateTime({ year: 1, month: 1, day: 1 }, MIDNIGHT)),
      max: constant(
        new PyDateTime(
          { year: 9999, month: 12, day: 31 },
          { hour: 23, minute: 59, second: 59, microsecond: 999999, fold: 0, tzinfo: null },
        ),
      ),
      resolution: constant(newDelta(0, 0, 1)),
    },
  ];
});

/** One character, in the words of `PyArg_Parse`. */
function separatorOf(value: Value): string {
  const text = textOf(value);
  if (text === undefined) {
    const given = value === null ? "None" : typeName(value);
    return raise(E.TypeError, `isoformat() argument 1 must be a unicode character, not ${given}`);
  }
  const length = strLength(value as string);
  if (length !== 1)
    raise(
      E.TypeError,
      `isoformat() argument 1 must be a unicode character, not a string of length ${length}`,
    );
  return String.fromCodePoint(pointsOf(value as string)[0] as number);
}
