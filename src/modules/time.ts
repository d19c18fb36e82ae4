/** The time module. https://docs.python.org/3/library/time.html */

import { kernelState } from "../kernel/access.ts";
import { double, text } from "../objects/conversions.ts";
import { functionBuilder, type NativeModule } from "../objects/define.ts";
import { E, raise } from "../objects/errors.ts";
import { floatValue, PyFloat } from "../objects/float.ts";
import { intValue, normalize } from "../objects/int.ts";
import type { Value } from "../objects/object.ts";
import { object, optional } from "../objects/params.ts";
import { PyTuple, tuple } from "../objects/sequences.ts";
import { fromJs } from "../objects/str.ts";
import { structSequence } from "../objects/struct-sequence.ts";
import type { PyType } from "../objects/type.ts";
import { sleep } from "./sleep.ts";

const structTime = structSequence("time.struct_time", [
  "tm_year",
  "tm_mon",
  "tm_mday",
  "tm_hour",
  "tm_min",
  "tm_sec",
  "tm_wday",
  "tm_yday",
  "tm_isdst",
]);

const clock = () => kernelState().kernel.clock;
const nanoseconds = (seconds: number): Value => normalize(BigInt(Math.round(seconds * 1e9)));

function fields(date: Date, isUtc: boolean): PyTuple {
  const get = (utc: number, local: number) => (isUtc ? utc : local);
  const year = get(date.getUTCFullYear(), date.getFullYear());
  const month = get(date.getUTCMonth(), date.getMonth());
  const day = get(date.getUTCDate(), date.getDate());
  const dayOfYear =
    Math.round((Date.UTC(year, month, day) - Date.UTC(year, 0, 1)) / 86_400_000) + 1;
  const weekday = (get(date.getUTCDay(), date.getDay()) + 6) % 7;
  return structTime.make([
    year,
    month + 1,
    day,
    get(date.getUTCHours(), date.getHours()),
    get(date.getUTCMinutes(), date.getMinutes()),
    get(date.getUTCSeconds(), date.getSeconds()),
    weekday,
    dayOfYear,
    0,
  ]);
}

function moment(seconds: Value): Date {
  const value = seconds === null ? clock().now() : floatValue(seconds);
  if (value === undefined) raise(E.TypeError, "an integer is required");
  return new Date(Math.floor(value) * 1000);
}

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const pad = (n: number, width = 2, fill = "0") => String(n).padStart(width, fill);

function numbers(value: Value): number[] {
  if (!(value instanceof PyTuple) || value.items.length < 9)
    raise(E.TypeError, "Tuple or struct_time argument required");
  return value.items.slice(0, 9).map((item) => Number(intValue(item) ?? 0));
}

function format(pattern: string, value: Value): string {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0, weekday = 0, yday = 1] =
    numbers(value ?? fields(moment(null), false));
  const name = (list: readonly string[], i: number) => list[i] ?? "?";
  const directive = (c: string): string => {
    switch (c) {
      case "Y":
        return String(year);
      case "y":
        return pad(year % 100);
      case "m":
        return pad(month);
      case "d":
        return pad(day);
      case "e":
        return pad(day, 2, " ");
      case "H":
        return pad(hour);
      case "I":
        return pad(hour % 12 === 0 ? 12 : hour % 12);
      case "M":
        return pad(minute);
      case "S":
        return pad(second);
      case "p":
        return hour < 12 ? "AM" : "PM";
      case "A":
        return name(DAYS, weekday);
      case "a":
        return name(DAYS, weekday).slice(0, 3);
      case "B":
        return name(MONTHS, month - 1);
      case "b":
      case "h":
        return name(MONTHS, month - 1).slice(0, 3);
      case "j":
        return pad(yday, 3);
      case "w":
        return String((weekday + 1) % 7);
      case "u":
        return String(weekday + 1);
      case "U":
        return pad(Math.floor((yday + 6 - ((weekday + 1) % 7)) / 7));
      case "W":
        return pad(Math.floor((yday + 6 - weekday) / 7));
      case "F":
        return `${year}-${pad(month)}-${pad(day)}`;
      case "T":
        return `${pad(hour)}:${pad(minute)}:${pad(second)}`;
      case "R":
        return `${pad(hour)}:${pad(minute)}`;
      case "D":
      case "x":
        return `${pad(month)}/${pad(day)}/${pad(year % 100)}`;
      case "X":
        return `${pad(hour)}:${pad(minute)}:${pad(second)}`;
      case "c":
        return asctime(value ?? null);
      case "Z":
        return "UTC";
      case "z":
        return "+0000";
      case "n":
        return "\n";
      case "t":
        return "\t";
      case "%":
        return "%";
      default:
        return `%${c}`;
    }
  };
  let out = "";
  for (let i = 0; i < pattern.length; i++) {
    if (pattern[i] !== "%" || i + 1 === pattern.length) out += pattern[i];
    else out += directive(pattern[++i] as string);
  }
  return out;
}

function asctime(value: Value): string {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0, weekday = 0] = numbers(
    value ?? fields(moment(null), false),
  );
  return `${DAYS[weekday]?.slice(0, 3)} ${MONTHS[month - 1]?.slice(0, 3)} ${pad(day, 2, " ")} ${pad(hour)}:${pad(minute)}:${pad(second)} ${year}`;
}

const { fn, caller } = functionBuilder;
const when = [optional(object("seconds"), null, "None")] as const;

const entries = {
  time: fn(
    "Return the current time in seconds since the Epoch.",
    [],
    () => new PyFloat(clock().now()),
  ),
  time_ns: fn("Return the current time in nanoseconds since the Epoch.", [], () =>
    nanoseconds(clock().now()),
  ),
  monotonic: fn("Monotonic clock, cannot go backward.", [], () => new PyFloat(clock().monotonic())),
  monotonic_ns: fn("Monotonic clock, as nanoseconds.", [], () => nanoseconds(clock().monotonic())),
  perf_counter: fn(
    "Performance counter for benchmarking.",
    [],
    () => new PyFloat(clock().monotonic()),
  ),
  perf_counter_ns: fn("Performance counter, as nanoseconds.", [], () =>
    nanoseconds(clock().monotonic()),
  ),
  process_time: fn("Process time for profiling.", [], () => new PyFloat(clock().cpu())),
  process_time_ns: fn("Process time, as nanoseconds.", [], () => nanoseconds(clock().cpu())),
  thread_time: fn("Thread time for profiling.", [], () => new PyFloat(clock().cpu())),
  sleep: caller("Delay execution for a given number of seconds.", [double("seconds")], sleep),
  gmtime: fn("Convert seconds since the Epoch to a time tuple expressing UTC.", when, (s) =>
    fields(moment(s), true),
  ),
  localtime: fn(
    "Convert seconds since the Epoch to a time tuple expressing local time.",
    when,
    (s) => fields(moment(s), false),
  ),
  mktime: fn(
    "Convert a time tuple in local time to seconds since the Epoch.",
    [object("tuple")],
    (value) => {
      const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = numbers(value);
      return new PyFloat(new Date(year, month - 1, day, hour, minute, second).getTime() / 1000);
    },
  ),
  asctime: fn(
    "Convert a time tuple to a string.",
    [optional(object("tuple"), null, "None")],
    (value) => asctime(value),
  ),
  ctime: fn("Convert a time in seconds since the Epoch to a string in local time.", when, (s) =>
    asctime(fields(moment(s), false)),
  ),
  strftime: fn(
    "Convert a time tuple to a string according to a format specification.",
    [text("format"), optional(object("tuple"), null, "None")],
    (pattern, value) => fromJs(format(pattern, value)),
  ),
  get_clock_info: fn("Get information of the specified clock.", [text("name")], () =>
    raise(E.NotImplementedError, "time.get_clock_info() is not implemented yet"),
  ),
};

export const timeModule: NativeModule = {
  name: "time",
  doc: "This module provides various functions to manipulate time values.",
  *contents() {
    for (const [name, entry] of Object.entries(entries))
      yield [name, entry(name, null as unknown as PyType)];
    yield ["struct_time", structTime.type];
    yield ["timezone", new Date().getTimezoneOffset() * 60];
    yield ["altzone", new Date().getTimezoneOffset() * 60];
    yield ["daylight", 0];
    yield ["tzname", tuple("UTC", "UTC")];
  },
};
