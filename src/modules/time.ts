/** The time module. https://docs.python.org/3/library/time.html */
import { kernelState } from "../kernel/access.ts";
import { str, text, toDouble } from "../objects/conversions.ts";
import { current } from "../objects/current.ts";
import { defineModule, type Entry, functionBuilder } from "../objects/define.ts";
import { E, raise } from "../objects/errors.ts";
import { floatValue, PyFloat } from "../objects/float.ts";
import { intValue, normalize } from "../objects/int.ts";
import type { Value } from "../objects/object.ts";
import { object, optional } from "../objects/params.ts";
import { getAttribute } from "../objects/protocols/attributes.ts";
import {
  after,
  call,
  isPending,
  type NativeGenerator,
  type NativeResult,
} from "../objects/requests.ts";
import { PyTuple, tuple } from "../objects/sequences.ts";
import { fromJs } from "../objects/str.ts";
import { structSequence } from "../objects/struct-sequence.ts";
import { typeName } from "../objects/types.ts";
import { simpleNamespace } from "./simple-namespace.ts";
import { sleep } from "./sleep.ts";
import { formatTime, dateText as showDate, type TimeFields } from "./time-format.ts";
import { localZoneName } from "./time-zone.ts";

const FIELDS = [
  "tm_year",
  "tm_mon",
  "tm_mday",
  "tm_hour",
  "tm_min",
  "tm_sec",
  "tm_wday",
  "tm_yday",
  "tm_isdst",
  "tm_zone",
  "tm_gmtoff",
];
export const structTime = structSequence("time.struct_time", FIELDS, { visible: 9, isOpen: true });

export const clock = () => kernelState().kernel.clock;
const nanoseconds = (seconds: number): Value => normalize(BigInt(Math.round(seconds * 1e9)));

// --- time zones ---

/** Minutes to add to local time for UTC, without daylight saving and with it. */
function offsets(year: number): { readonly standard: number; readonly summer: number } {
  const january = new Date(year, 0, 1).getTimezoneOffset();
  const july = new Date(year, 6, 1).getTimezoneOffset();
  return { standard: Math.max(january, july), summer: Math.min(january, july) };
}

const zoneName = (date: Date): string => localZoneName(date.getTime() / 1000);

function isSummer(date: Date): boolean {
  const { standard, summer } = offsets(date.getFullYear());
  return standard !== summer && date.getTimezoneOffset() === summer;
}

// --- broken-down time ---

const DAY = 86_400_000;

/** The fields of a moment, in UTC or local time. */
function fieldsOf(date: Date, isUtc: boolean): PyTuple {
  const offset = isUtc ? 0 : date.getTimezoneOffset();
  // The moment at which UTC's clocks show what the local ones show now.
  const shown = new Date(date.getTime() - offset * 60_000);
  const year = shown.getUTCFullYear();
  const dayNumber = (month: number, day: number) =>
    new Date(0).setUTCFullYear(year, month, day) / DAY;
  return structTime.make([
    year,
    shown.getUTCMonth() + 1,
    shown.getUTCDate(),
    shown.getUTCHours(),
    shown.getUTCMinutes(),
    shown.getUTCSeconds(),
    (shown.getUTCDay() + 6) % 7,
    dayNumber(shown.getUTCMonth(), shown.getUTCDate()) - dayNumber(0, 1) + 1,
    !isUtc && isSummer(date) ? 1 : 0,
    isUtc ? "GMT" : fromJs(zoneName(date)),
    -offset * 60,
  ]);
}

/** The moment so many seconds after the epoch; now for None. */
function momentOf(seconds: Value): Date {
  if (seconds === null) return new Date(Math.floor(clock().now()) * 1000);
  const value = floatValue(seconds) ?? Number(intValue(seconds) ?? Number.NaN);
  if (floatValue(seconds) === undefined && intValue(seconds) === undefined)
    raise(E.TypeError, `'${typeName(seconds)}' object cannot be interpreted as an integer`);
  if (Number.isNaN(value)) raise(E.ValueError, "Invalid value NaN (not a number)");
  const date = new Date(Math.floor(value) * 1000);
  if (Number.isNaN(date.getTime()))
    raise(E.OverflowError, "timestamp out of range for platform time_t");
  return date;
}

/** Reads a tuple of fields, in the range that `mktime` of C accepts. */
function readFields(value: Value, fn: string): TimeFields {
  const given = value ?? fieldsOf(momentOf(null), false);
  if (!(given instanceof PyTuple)) raise(E.TypeError, "Tuple or struct_time argument required");
  if (given.items.length !== 9) raise(E.TypeError, `${fn}(): illegal time tuple argument`);
  const numbers = given.items.map((item) => {
    const int = intValue(item);
    if (int === undefined)
      raise(E.TypeError, `'${typeName(item)}' object cannot be interpreted as an integer`);
    return Number(int);
  });
  const [year, month, day, hour, minute, second, weekday, yearDay, isDst] = numbers as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return { year, month, day, hour, minute, second, weekday, yearDay, isDst, ...zoneOf(given) };
}

function zoneOf(given: PyTuple): { readonly zone: string; readonly offset: number } {
  const { values } = given as PyTuple & { readonly values?: readonly Value[] };
  const zone = values?.[9];
  const offset = values?.[10];
  const now = momentOf(null);
  return {
    zone: typeof zone === "string" ? zone : zoneName(now),
    offset: typeof offset === "number" ? offset : -now.getTimezoneOffset() * 60,
  };
}

/** As C's `checktm`; zeros that mean "the first" are accepted. */
function checked(fields: TimeFields): TimeFields {
  const wrong = (what: string): never => raise(E.ValueError, `${what} out of range`);
  const { month, day, hour, minute, second, weekday, yearDay } = fields;
  if (month < 0 || month > 12) wrong("month");
  if (day < 0 || day > 31) wrong("day of month");
  if (hour < 0 || hour > 23) wrong("hour");
  if (minute < 0 || minute > 59) wrong("minute");
  if (second < 0 || second > 61) wrong("seconds");
  if (weekday < -1) wrong("day of week");
  if (yearDay < 0 || yearDay > 366) wrong("day of year");
  return {
    ...fields,
    month: Math.max(1, month),
    day: Math.max(1, day),
    weekday: (weekday + 7) % 7,
    yearDay: Math.max(1, yearDay),
  };
}

function secondsOf({ year, month, day, hour, minute, second, isDst }: TimeFields): number {
  const date = new Date(2000, month - 1, day, hour, minute, second);
  date.setFullYear(year, month - 1, day);
  // Who says that it is summer time where it is not (or the reverse) means an hour more or less.
  const shift = isDst >= 0 && isDst !== (isSummer(date) ? 1 : 0) ? (isDst === 1 ? -3600 : 3600) : 0;
  const seconds =
    date.getTime() / 1000 + (offsets(year).standard === offsets(year).summer ? 0 : shift);
  if (Number.isNaN(seconds)) raise(E.OverflowError, "mktime argument out of range");
  return seconds;
}

function pause(seconds: Value): NativeResult {
  if (floatValue(seconds) === undefined && intValue(seconds) === undefined) {
    if (typeof seconds !== "object" || seconds === null || !hasNumber(seconds))
      raise(
        E.TypeError,
        `'${typeName(seconds)}' object cannot be interpreted as an integer or float`,
      );
  }
  const value = toDouble(seconds);
  return isPending(value)
    ? after(value, (answer) => sleep(answer as unknown as number))
    : sleep(value);
}

function hasNumber(value: Exclude<Value, number | bigint | boolean | string | null>): boolean {
  return ["__float__", "__index__"].some((name) => value.shape.type.lookup(name) !== undefined);
}

/** `Sun Jun 20 23:21:05 1993`, of a `struct_time`. */
export function dateText(fields: Value): string {
  return showDate(checked(readFields(fields, "ctime")));
}

/** `strftime` of a `struct_time`. */
export function formatStructTime(format: string, fields: Value): string {
  return formatTime(format, checked(readFields(fields, "strftime")));
}

// --- the module ---

const { fn, caller } = functionBuilder;
const when = [optional(object("seconds"), null, "None")] as const;
const fieldsParam = optional(object("tuple"), null, "None");

/** What each clock is, as `get_clock_info` says. */
const CLOCKS: ReadonlyMap<
  string,
  readonly [implementation: string, isMonotonic: boolean, isAdjustable: boolean]
> = new Map([
  ["time", ["Date.now()", false, true]],
  ["monotonic", ["performance.now()", true, false]],
  ["perf_counter", ["performance.now()", true, false]],
  ["process_time", ["process.cpuUsage()", true, false]],
  ["thread_time", ["process.cpuUsage()", true, false]],
]);

function clockEntries(
  name: string,
  doc: string,
  read: () => number,
): { readonly [name: string]: Entry } {
  return {
    [name]: fn(doc, [], () => new PyFloat(read())),
    [`${name}_ns`]: fn(`${doc.replace(/\.$/, "")}, in nanoseconds.`, [], () => nanoseconds(read())),
  };
}

export const timeModule = defineModule(
  "time",
  "This module provides various functions to manipulate time values.",
  ({ constant }) => {
    const now = new Date();
    const { standard, summer } = offsets(now.getFullYear());
    const nameWith = (offset: number): string => {
      const months = [0, 6].map((month) => new Date(now.getFullYear(), month, 1));
      return zoneName(months.find((date) => date.getTimezoneOffset() === offset) ?? now);
    };
    return {
      ...clockEntries("time", "Return the current time in seconds since the Epoch.", () =>
        clock().now(),
      ),
      ...clockEntries("monotonic", "Monotonic clock, cannot go backward.", () =>
        clock().monotonic(),
      ),
      ...clockEntries("perf_counter", "Performance counter for benchmarking.", () =>
        clock().monotonic(),
      ),
      ...clockEntries("process_time", "Process time for profiling.", () => clock().cpu()),
      ...clockEntries("thread_time", "Thread time for profiling.", () => clock().cpu()),
      sleep: caller("Delay execution for a given number of seconds.", [object("seconds")], pause),
      gmtime: fn(
        "Convert seconds since the Epoch to a time tuple expressing UTC (a.k.a. GMT).",
        when,
        (seconds) => fieldsOf(momentOf(seconds), true),
      ),
      localtime: fn(
        "Convert seconds since the Epoch to a time tuple expressing local time.",
        when,
        (seconds) => fieldsOf(momentOf(seconds), false),
      ),
      mktime: fn(
        "Convert a time tuple in local time to seconds since the Epoch.",
        [object("tuple")],
        (value) => {
          if (value === null) raise(E.TypeError, "Tuple or struct_time argument required");
          return new PyFloat(secondsOf(readFields(value, "mktime")));
        },
      ),
      asctime: fn(
        "Convert a time tuple to a string, e.g. 'Sat Jun 06 16:26:11 1998'.",
        [fieldsParam],
        (value) => showDate(checked(readFields(value, "asctime"))),
      ),
      ctime: fn(
        "Convert a time in seconds since the Epoch to a string in local time.",
        when,
        (seconds) => showDate(readFields(fieldsOf(momentOf(seconds), false), "ctime")),
      ),
      strftime: fn(
        "Convert a time tuple to a string according to a format specification.",
        [text("format"), fieldsParam],
        (format, value) => fromJs(formatTime(format, checked(readFields(value, "strftime")))),
      ),
      strptime: caller(
        "Parse a string to a time tuple according to a format specification.",
        [
          str("string", 1),
          optional(str("format", 2), "%a %b %d %H:%M:%S %Y", "'%a %b %d %H:%M:%S %Y'"),
        ],
        function* (string, format): NativeGenerator {
          const load = current.interpreter.builtins.get("__import__") ?? null;
          const library = yield call(load, "_strptime");
          const parse = getAttribute(library, "_strptime_time");
          return yield call((isPending(parse) ? yield parse : parse) as Value, string, format);
        },
      ),
      get_clock_info: fn("Get information of the specified clock.", [text("name")], (name) => {
        const known = CLOCKS.get(name);
        if (known === undefined) raise(E.ValueError, "unknown clock");
        return simpleNamespace([
          ["implementation", known[0]],
          ["monotonic", known[1]],
          ["adjustable", known[2]],
          ["resolution", new PyFloat(1e-6)],
        ]);
      }),
      struct_time: constant(structTime.type),
      timezone: constant(standard * 60),
      altzone: constant(summer * 60),
      daylight: constant(standard === summer ? 0 : 1),
      tzname: constant(tuple(fromJs(nameWith(standard)), fromJs(nameWith(summer)))),
    };
  },
);
