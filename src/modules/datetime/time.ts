/** datetime.time. https://docs.python.org/3/library/datetime.html#time-objects */
import { checkClass, instanceOf } from "../../objects/construct.ts";
import { smallInt } from "../../objects/conversions.ts";
import { members, type TypeBuilder } from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import type { Int } from "../../objects/int.ts";
import { hashText } from "../../objects/numbers/hash.ts";
import type { Value } from "../../objects/object.ts";
import { either, keywords, object, optional, rest } from "../../objects/params.ts";
import { hashOf } from "../../objects/protocols/hashing.ts";
import { reprOf } from "../../objects/protocols/text.ts";
import {
  isPending,
  type Keywords,
  type NativeGenerator,
  type NativeResult,
  type Pending,
} from "../../objects/requests.ts";
import { NotImplemented, tuple } from "../../objects/sequences.ts";
import { EQ, NE } from "../../objects/slots.ts";
import { fromJs, textOf } from "../../objects/str.ts";
import type { PyType } from "../../objects/type.ts";
import { typeName } from "../../objects/types.ts";
import { matchNames, readInts, type Signature } from "../named-arguments.ts";
import { eachComparison, holdsFor } from "./comparisons.ts";
import { invalidIso, isoText, parseTime, structOf, textArgument } from "./date.ts";
import { formatBy, formatMoment } from "./format.ts";
import { type IsoTime, readIsoTime } from "./isoformat.ts";
import {
  type Clock,
  checkZone,
  compareDeltas,
  newDelta,
  normalDelta,
  PyDate,
  PyTime,
  subtractDeltas,
  timeType,
  type Zone,
} from "./layouts.ts";
import { makeTime, newTime } from "./making.ts";
import { clockBytes, clockOf, pack, stateOf } from "./pickling.ts";
import { timezone } from "./tzinfo.ts";
import {
  callMethod,
  dstOffset,
  type Offset,
  offsetSuffix,
  settled,
  utcOffset,
  zoneName,
} from "./zones.ts";

const CLOCK_NAMES = ["hour", "minute", "second", "microsecond", "tzinfo", "fold"];
const NEW: Signature = { fn: "function", names: CLOCK_NAMES, min: 0, positional: 5 };
const REPLACE: Signature = { ...NEW, fn: "replace()" };

/** The fields of a clock out of six arguments, with those of another for what was not given. */
export function* readClock(
  values: readonly (Value | undefined)[],
  fallback: Clock,
): Generator<Pending, Clock, Value> {
  const [hour, minute, second, microsecond, tzinfo, fold] = values;
  const { hour: h, minute: m, second: s, microsecond: us, fold: f } = fallback;
  const ints = yield* readInts([hour, minute, second, microsecond, fold], [h, m, s, us, f]);
  return {
    hour: ints[0] as number,
    minute: ints[1] as number,
    second: ints[2] as number,
    microsecond: ints[3] as number,
    fold: ints[4] as number,
    tzinfo: tzinfo === undefined ? fallback.tzinfo : checkZone(tzinfo),
  };
}

/** The tzinfo that stands beside pickled bytes. */
export function stateZone(value: Value | undefined): Zone {
  if (value === undefined) return null;
  if (value !== null && !isZone(value)) raise(E.TypeError, "bad tzinfo state arg");
  return value;
}

function isZone(value: Value): value is Zone {
  try {
    checkZone(value);
    return true;
  } catch {
    return false;
  }
}

const NOTHING: Clock = { hour: 0, minute: 0, second: 0, microsecond: 0, fold: 0, tzinfo: null };

function newFromArguments(cls: Value, args: Value[], given: Keywords): NativeResult {
  const type = checkClass(cls, timeType);
  if ((args.length === 1 || args.length === 2) && given.size === 0) {
    const bytes = stateOf(args[0], 6, 0, (byte) => (byte & 127) < 24, "time");
    if (bytes !== null) {
      const tzinfo = stateZone(args[1]);
      const { hour, ...others } = clockOf(bytes, 0);
      const fold = hour >> 7;
      return instanceOf(type, unchecked({ ...others, hour: hour & 127, fold, tzinfo }));
    }
  }
  return (function* (): NativeGenerator {
    return instanceOf(type, newTime(yield* readClock(matchNames(NEW, args, given), NOTHING)));
  })();
}

/** Of fields that are taken on trust. */
function unchecked({ hour, minute, second, microsecond, tzinfo, fold }: Clock): PyTime {
  return new PyTime(hour, minute, second, microsecond, tzinfo, fold);
}

const two = (n: number): string => String(n).padStart(2, "0");

/** How exactly `isoformat` shows a clock. */
const SPECS: ReadonlyMap<string, (clock: Clock) => string> = new Map([
  ["hours", ({ hour }) => two(hour)],
  ["minutes", ({ hour, minute }) => `${two(hour)}:${two(minute)}`],
  ["seconds", seconds],
  [
    "milliseconds",
    (clock) => `${seconds(clock)}.${String(Math.floor(clock.microsecond / 1000)).padStart(3, "0")}`,
  ],
  ["microseconds", (clock) => `${seconds(clock)}.${String(clock.microsecond).padStart(6, "0")}`],
]);

function seconds({ hour, minute, second }: Clock): string {
  return `${two(hour)}:${two(minute)}:${two(second)}`;
}

/** A clock in ISO 8601 format, without its offset. */
export function isoClock(clock: Clock, spec: string): string {
  const auto = clock.microsecond === 0 ? "seconds" : "microseconds";
  const show = SPECS.get(spec === "auto" ? auto : spec);
  if (show === undefined) raise(E.ValueError, "Unknown timespec value");
  return show(clock);
}

function* isoFormat(self: PyTime, spec: string): NativeGenerator {
  const text = isoClock(self, spec);
  return text + (yield* settled(offsetSuffix(self.tzinfo, null)));
}

/** How the repr of a clock ends. */
export function* reprEnd(start: string, { tzinfo }: Clock, behind = ""): NativeGenerator {
  if (tzinfo === null) return `${start}${behind})`;
  const repr = (yield* settled<NativeResult>(reprOf(tzinfo))) as Value;
  return fromJs(`${start}, tzinfo=${textOf(repr)}${behind})`);
}

/** A fold as reprs show it, which stands before the tzinfo of a datetime and behind that of a time. */
export function foldPart({ fold }: Clock): string {
  return fold === 1 ? ", fold=1" : "";
}

/** Minutes, and seconds and microseconds as far as there are any. */
export function reprClock({ hour, minute, second, microsecond }: Clock): string {
  const behind =
    microsecond !== 0 ? `, ${second}, ${microsecond}` : second !== 0 ? `, ${second}` : "";
  return `${hour}, ${minute}${behind}`;
}

function secondsOf({ hour, minute, second }: Clock): number {
  return hour * 3600 + minute * 60 + second;
}

function* compareTimes(op: number, self: PyTime, other: PyTime): NativeGenerator {
  const plain = secondsOf(self) - secondsOf(other) || self.microsecond - other.microsecond;
  if (self.tzinfo === other.tzinfo) return holdsFor(op, plain);
  const a: Offset = yield* settled(utcOffset(self.tzinfo, null));
  const b: Offset = yield* settled(utcOffset(other.tzinfo, null));
  if (a === b || (a !== null && b !== null && compareDeltas(a, b) === 0))
    return holdsFor(op, plain);
  if (a !== null && b !== null) {
    const shift = b.days * 86400 + b.seconds - a.days * 86400 - a.seconds;
    const difference = secondsOf(self) - secondsOf(other) + shift;
    return holdsFor(op, difference || self.microsecond - other.microsecond);
  }
  if (op === EQ) return false;
  if (op === NE) return true;
  return raise(E.TypeError, "can't compare offset-naive and offset-aware times");
}

function* hashTime(self: PyTime): NativeGenerator {
  const asked = self.fold === 0 ? self : unchecked({ ...fieldsOf(self), fold: 0 });
  const offset: Offset = yield* settled(utcOffset(asked.tzinfo, null));
  const plain = normalDelta(0, secondsOf(self), self.microsecond);
  if (offset === null)
    return hashText(`${self.hour},${self.minute},${self.second},${self.microsecond}`);
  return hashOf(subtractDeltas(plain, offset)) as Int;
}

/** The fields of a clock alone. */
export function fieldsOf({ hour, minute, second, microsecond, tzinfo, fold }: Clock): Clock {
  return { hour, minute, second, microsecond, tzinfo, fold };
}

/** The tzinfo of a text's offset. */
export function* isoZone({ offset }: IsoTime): Generator<Pending, Zone, Value> {
  if (offset === null) return null;
  const { seconds: s, microseconds: us } = offset;
  return yield* settled<Zone>(timezone(normalDelta(0, s === 0 ? 0 : s, s === 0 ? 0 : us)) as Zone);
}

export const LATE = "minute, second, and microsecond must be 0 when hour is 24";

function* fromIso(cls: PyType, value: Value): NativeGenerator {
  const text = isoText(value);
  const time = readIsoTime(text.startsWith("T") ? text.slice(1) : text);
  if (time === null) return yield* settled(invalidIso(value)) as NativeGenerator;
  let { hour } = time;
  const { minute, second, microsecond } = time;
  if (hour === 24) {
    if (minute !== 0 || second !== 0 || microsecond !== 0) raise(E.ValueError, LATE);
    hour = 0;
  }
  const tzinfo = yield* isoZone(time);
  const result = makeTime(cls, { hour, minute, second, microsecond, tzinfo, fold: 0 });
  return (isPending(result) ? yield result : result) as Value;
}

function* replaced(self: PyTime, args: Value[], given: Keywords): NativeGenerator {
  const clock = yield* readClock(matchNames(REPLACE, args, given), self);
  newTime(clock);
  const result = makeTime(self.shape.type, clock);
  return (isPending(result) ? yield result : result) as Value;
}

function reduced(self: PyTime, protocol: number): Value {
  const [hour, ...others] = clockBytes(self) as [number, ...number[]];
  const state = pack([hour | (protocol > 3 ? self.fold << 7 : 0), ...others]);
  return tuple(self.shape.type, self.tzinfo === null ? tuple(state) : tuple(state, self.tzinfo));
}

const compare = (op: number) => (self: PyTime, other: Value) =>
  other instanceof PyTime ? compareTimes(op, self, other) : NotImplemented;

export const timeMembers = members<PyTime>((builder) => {
  const { method, caller, classMethod, staticMethod, getter, slots, constant } = builder;
  const changes = [rest("args"), keywords("changes")] as const;
  return [
    {
      __new__: staticMethod(
        "time([hour[, minute[, second[, microsecond[, tzinfo]]]]]) --> a time object",
        [object("cls"), rest("args"), keywords("kwargs")],
        newFromArguments,
      ),
    },
    slots({
      __repr__: (self) => reprEnd(`${typeName(self)}(${reprClock(self)}`, self, foldPart(self)),
      __hash__: hashTime,
      __str__: (self) => callMethod(self, "isoformat"),
      ...eachComparison(compare),
    }),
    {
      strptime: parseTime(builder as unknown as TypeBuilder<Value>, "time"),
      isoformat: caller(
        "Return the time formatted according to ISO.",
        [either(optional(textArgument("timespec", 1), "auto", "'auto'"))],
        (self, spec) => isoFormat(self, textOf(spec) as string),
      ),
      strftime: caller(
        "format -> strftime() style string.",
        [either(textArgument("format", 1))],
        (self, format) =>
          formatMoment(textOf(format) as string, {
            zone: self.tzinfo,
            of: null,
            microsecond: self.microsecond,
            // A time belongs to no day; formats show this one.
            timetuple: () =>
              structOf(new PyDate(1900, 1, 1), self.hour, self.minute, self.second, -1),
          }),
      ),
      __format__: caller("Formats self with strftime.", [object("format")], formatBy),
      utcoffset: caller("Return self.tzinfo.utcoffset(self).", [], (self) =>
        utcOffset(self.tzinfo, null),
      ),
      tzname: caller("Return self.tzinfo.tzname(self).", [], (self) => zoneName(self.tzinfo, null)),
      dst: caller("Return self.tzinfo.dst(self).", [], (self) => dstOffset(self.tzinfo, null)),
      replace: caller("Return time with new specified fields.", changes, replaced),
      __replace__: caller("The same as replace().", changes, replaced),
      fromisoformat: classMethod(
        "Construct a time from a string in ISO 8601 format.",
        [object("object")],
        fromIso,
      ),
      __reduce_ex__: method("__reduce_ex__(proto) -> (cls, state)", [smallInt("proto")], reduced),
      __reduce__: method("__reduce__() -> (cls, state)", [], (self) => reduced(self, 2)),
      hour: getter("", (self) => self.hour),
      minute: getter("", (self) => self.minute),
      second: getter("", (self) => self.second),
      microsecond: getter("", (self) => self.microsecond),
      tzinfo: getter("", (self) => self.tzinfo),
      fold: getter("", (self) => self.fold),
      min: constant(new PyTime(0, 0, 0, 0, null, 0)),
      max: constant(new PyTime(23, 59, 59, 999999, null, 0)),
      resolution: constant(newDelta(0, 0, 1)),
    },
  ];
});
