/** datetime.date. https://docs.python.org/3/library/datetime.html#date-objects */
import { checkClass, instanceOf } from "../../objects/construct.ts";
import { current } from "../../objects/current.ts";
import { members, type TypeBuilder } from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import { PyFloat } from "../../objects/float.ts";
import { hashText } from "../../objects/numbers/hash.ts";
import type { Value } from "../../objects/object.ts";
import { either, keywords, object, type Param, param, rest } from "../../objects/params.ts";
import { reprOf } from "../../objects/protocols/text.ts";
import {
  after,
  call,
  isPending,
  type Keywords,
  type NativeGenerator,
  type NativeResult,
} from "../../objects/requests.ts";
import { NotImplemented, tuple } from "../../objects/sequences.ts";
import { isStr, textOf } from "../../objects/str.ts";
import type { PyType } from "../../objects/type.ts";
import { typeName } from "../../objects/types.ts";
import { fitInt, matchNames, readInts, type Signature } from "../named-arguments.ts";
import { clock, dateText, structTime } from "../time.ts";
import {
  dayOfYear,
  fromIso,
  fromOrdinal,
  isoProblem,
  toIso,
  toOrdinal,
  weekdayOf,
} from "./calendar.ts";
import { comparisonSlots } from "./comparisons.ts";
import { formatBy, formatMoment } from "./format.ts";
import { isoCalendar } from "./iso-calendar.ts";
import { readIsoDate } from "./isoformat.ts";
import { dateType, newDate, newDelta, PyDate, PyDateTime, PyTimeDelta } from "./layouts.ts";
import { fieldsAt, readTimestamp } from "./local.ts";
import { addDays, makeDate } from "./making.ts";
import { dateBytes, dayOf, isMonth, pack, stateOf } from "./pickling.ts";
import { callMethod, settled } from "./zones.ts";

const NEW: Signature = { fn: "function", names: ["year", "month", "day"], min: 3, positional: 3 };
const REPLACE: Signature = { ...NEW, fn: "replace()", min: 0 };

const pad = (n: number, width = 2): string => String(n).padStart(width, "0");

export function isoDate({ year, month, day }: PyDate): string {
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
}

/** A str and nothing else, as `fromisoformat` wants it. */
export function isoText(value: Value): string {
  if (!isStr(value)) raise(E.TypeError, "fromisoformat: argument must be str");
  return textOf(value) as string;
}

export function invalidIso(value: Value): NativeResult {
  return after(reprOf(value), (repr) =>
    raise(E.ValueError, `Invalid isoformat string: ${textOf(repr)}`),
  );
}

/** A str argument in the words of `PyArg_Parse`. */
export function textArgument(name: string, position: number): Param<Value> {
  return param<Value>(name, (value, fn) => {
    if (isStr(value)) return value;
    const given = value === null ? "None" : typeName(value);
    return raise(E.TypeError, `${fn}() argument ${position} must be str, not ${given}`);
  });
}

function isSmall(value: Value | undefined): value is number {
  return typeof value === "number" && fitInt(value) === value;
}

function newFromArguments(cls: Value, args: Value[], given: Keywords): NativeResult {
  const type = checkClass(cls, dateType);
  if (args.length === 1 && given.size === 0) {
    const bytes = stateOf(args[0], 4, 2, isMonth, "date");
    if (bytes !== null) {
      const { year, month, day } = dayOf(bytes);
      return instanceOf(type, new PyDate(year, month, day));
    }
  }
  const values = matchNames(NEW, args, given);
  const [year, month, day] = values;
  if (isSmall(year) && isSmall(month) && isSmall(day))
    return instanceOf(type, newDate(year, month, day));
  return (function* (): NativeGenerator {
    const [y, m, d] = (yield* readInts(values, [])) as [number, number, number];
    return instanceOf(type, newDate(y, m, d));
  })();
}

function* replaced(self: PyDate, args: Value[], given: Keywords): NativeGenerator {
  const values = matchNames(REPLACE, args, given);
  const fallback = [self.year, self.month, self.day];
  const [year, month, day] = (yield* readInts(values, fallback)) as [number, number, number];
  newDate(year, month, day);
  return yield* settled<NativeResult>(
    makeDate(self.shape.type, { year, month, day }),
  ) as NativeGenerator;
}

/** The nine fields of a `struct_time`. */
export function structOf(
  day: PyDate,
  hour: number,
  minute: number,
  second: number,
  isDst: number,
): Value {
  const { year, month } = day;
  return structTime.make([
    year,
    month,
    day.day,
    hour,
    minute,
    second,
    weekdayOf(day),
    dayOfYear(year, month, day.day),
    isDst,
    null,
    null,
  ]);
}

/** `strptime` of the three types is the library's. */
export function parseTime({ classMethod }: TypeBuilder<Value>, kind: string) {
  return classMethod(
    "string, format -> new object parsed from a string (like time.strptime()).",
    [textArgument("string", 1), textArgument("format", 2)],
    function* (cls: PyType, string, format): NativeGenerator {
      const load = current.interpreter.builtins.get("__import__") ?? null;
      const library = yield call(load, "_strptime");
      return (yield* settled(
        callMethod(library, `_strptime_datetime_${kind}`, cls, string, format),
      )) as Value;
    },
  );
}

function subtract(left: Value, right: Value): NativeResult {
  if (!(left instanceof PyDate) || left instanceof PyDateTime || right instanceof PyDateTime)
    return NotImplemented;
  if (right instanceof PyDate) return newDelta(ordinal(left) - ordinal(right), 0, 0);
  return right instanceof PyTimeDelta ? addDays(left, -right.days) : NotImplemented;
}

function add(left: Value, right: Value): NativeResult {
  const [date, delta] = left instanceof PyDate ? [left, right] : [right, left];
  if (!(date instanceof PyDate) || date instanceof PyDateTime) return NotImplemented;
  return delta instanceof PyTimeDelta ? addDays(date, delta.days) : NotImplemented;
}

export function ordinal({ year, month, day }: PyDate): number {
  return toOrdinal(year, month, day);
}

function* fromOrdinalOf(cls: PyType, value: Value): NativeGenerator {
  const [given] = (yield* readInts([value], [])) as [number];
  if (given < 1) raise(E.ValueError, "ordinal must be >= 1");
  const result = makeDate(cls, fromOrdinal(given));
  return (isPending(result) ? yield result : result) as Value;
}

function* fromTimestamp(cls: PyType, timestamp: Value): NativeGenerator {
  const [seconds] = yield* readTimestamp(timestamp);
  const [day] = fieldsAt(seconds, 0, true, null);
  const result = makeDate(cls, day);
  return (isPending(result) ? yield result : result) as Value;
}

export const dateMembers = members<PyDate>((builder) => {
  const { method, caller, classMethod, staticMethod, getter, slots, operators, constant } = builder;
  const changes = [rest("args"), keywords("changes")] as const;
  return [
    {
      __new__: staticMethod(
        "date(year, month, day) --> date object",
        [object("cls"), rest("args"), keywords("kwargs")],
        newFromArguments,
      ),
    },
    slots({
      __repr__: (self) => `${typeName(self)}(${self.year}, ${self.month}, ${self.day})`,
      __hash__: (self) => hashText(self.hashKey() as string),
      __str__: (self) =>
        self.shape.type === dateType ? isoDate(self) : callMethod(self, "isoformat"),
      ...comparisonSlots<PyDate>((self, other) =>
        other instanceof PyDate && !(other instanceof PyDateTime)
          ? ordinal(self) - ordinal(other)
          : undefined,
      ),
    }),
    operators({ add, sub: subtract }),
    {
      fromtimestamp: classMethod(
        "Create a date from a POSIX timestamp.",
        [object("timestamp")],
        fromTimestamp,
      ),
      fromordinal: classMethod(
        "int -> date corresponding to a proleptic Gregorian ordinal.",
        [object("ordinal")],
        fromOrdinalOf,
      ),
      fromisoformat: classMethod(
        "Construct a date from a string in ISO 8601 format.",
        [object("object")],
        (cls: PyType, value) => {
          const date = readIsoDate(isoText(value));
          return date === null ? invalidIso(value) : makeDate(cls, date);
        },
      ),
      fromisocalendar: classMethod(
        "int, int, int -> Construct a date from the ISO year, week number and weekday.",
        [either(object("year")), either(object("week")), either(object("day"))],
        function* (cls: PyType, ...given): NativeGenerator {
          const [year, week, weekday] = (yield* readInts(given, [])) as [number, number, number];
          const date = { year, week, weekday };
          const problem = isoProblem(date);
          if (problem !== null) raise(E.ValueError, problem);
          return (yield* settled<NativeResult>(makeDate(cls, fromIso(date)))) as Value;
        },
      ),
      strptime: parseTime(builder as unknown as TypeBuilder<Value>, "date"),
      today: classMethod(
        "Current date or datetime: same as self.__class__.fromtimestamp(time.time()).",
        [],
        (cls: PyType) => callMethod(cls, "fromtimestamp", new PyFloat(clock().now())),
      ),
      ctime: method("Return ctime() style string.", [], (self) =>
        dateText(structOf(self, 0, 0, 0, -1)),
      ),
      strftime: caller(
        "format -> strftime() style string.",
        [either(textArgument("format", 1))],
        (self, format) =>
          formatMoment(textOf(format) as string, {
            zone: null,
            of: null,
            microsecond: 0,
            timetuple: () => callMethod(self, "timetuple"),
          }),
      ),
      __format__: caller("Formats self with strftime.", [object("format")], formatBy),
      timetuple: method("Return time tuple, compatible with time.localtime().", [], (self) =>
        structOf(self, 0, 0, 0, -1),
      ),
      isocalendar: method(
        "Return a named tuple containing ISO year, week number, and weekday.",
        [],
        (self) => isoCalendar(toIso(self)),
      ),
      isoformat: method("Return string in ISO 8601 format, YYYY-MM-DD.", [], isoDate),
      isoweekday: method(
        "Return the day of the week represented by the date.\nMonday == 1 ... Sunday == 7",
        [],
        (self) => weekdayOf(self) + 1,
      ),
      toordinal: method(
        "Return proleptic Gregorian ordinal.  January 1 of year 1 is day 1.",
        [],
        ordinal,
      ),
      weekday: method(
        "Return the day of the week represented by the date.\nMonday == 0 ... Sunday == 6",
        [],
        weekdayOf,
      ),
      replace: caller("Return date with new specified fields.", changes, replaced),
      __replace__: caller("The same as replace().", changes, replaced),
      __reduce__: method("__reduce__() -> (cls, state)", [], (self) =>
        tuple(self.shape.type, tuple(pack(dateBytes(self)))),
      ),
      year: getter("", (self) => self.year),
      month: getter("", (self) => self.month),
      day: getter("", (self) => self.day),
      min: constant(new PyDate(1, 1, 1)),
      max: constant(new PyDate(9999, 12, 31)),
      resolution: constant(newDelta(1, 0, 0)),
    },
  ];
});
