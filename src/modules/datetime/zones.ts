/** What objects of the module ask a tzinfo: by calls, since its class may be written in Python. */
import { E, raise } from "../../objects/errors.ts";
import type { Value } from "../../objects/object.ts";
import { getAttribute } from "../../objects/protocols/attributes.ts";
import { reprOf } from "../../objects/protocols/text.ts";
import {
  after,
  CallRequest,
  isPending,
  type NativeResult,
  type Pending,
} from "../../objects/requests.ts";
import { isStr, type PyStr, textOf } from "../../objects/str.ts";
import { typeName } from "../../objects/types.ts";
import { newDelta, PyTimeDelta, PyTimezone, type Zone } from "./layouts.ts";

/** Waits for an answer that may be there already. */
export function* settled<T>(result: T | Pending): Generator<Pending, T, Value> {
  return (isPending(result as NativeResult) ? yield result as Pending : result) as T;
}

/** Calls a method of any object. */
export function callMethod(object: Value, name: string, ...args: Value[]): NativeResult {
  return after(getAttribute(object, name), (method) => new CallRequest(method, args, null));
}

/** An offset, or None for "not known". */
export type Offset = PyTimeDelta | null;

/** `zone.utcoffset(of)` or `zone.dst(of)`. */
function ask(zone: Zone, name: "utcoffset" | "dst", of: Value): Offset | Pending {
  if (zone === null) return null;
  if (zone instanceof PyTimezone) return name === "dst" ? null : zone.offset;
  return after(callMethod(zone, name, of), (answer) => checkOffset(answer, name)) as
    | Offset
    | Pending;
}

function checkOffset(answer: Value, name: string): Offset | Pending {
  if (answer === null) return null;
  if (!(answer instanceof PyTimeDelta))
    return raise(
      E.TypeError,
      `tzinfo.${name}() must return None or timedelta, not '${typeName(answer)}'`,
    );
  return checkRange(answer, answer);
}

/** Refuses an offset of a day or more; `result` is the answer otherwise. */
export function checkRange<T extends Value>(offset: PyTimeDelta, result: T): T | Pending {
  const { days, seconds, microseconds } = offset;
  if (days === 0 || (days === -1 && (seconds > 0 || microseconds > 0))) return result;
  return after(reprOf(offset), (repr) =>
    raise(
      E.ValueError,
      `offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not ${textOf(repr)}`,
    ),
  ) as Pending;
}

export function utcOffset(zone: Zone, of: Value): Offset | Pending {
  return ask(zone, "utcoffset", of);
}

export function dstOffset(zone: Zone, of: Value): Offset | Pending {
  return ask(zone, "dst", of);
}

/** `zone.tzname(of)`: a str or None. */
export function zoneName(zone: Zone, of: Value): NativeResult {
  if (zone === null) return null;
  if (zone instanceof PyTimezone) return nameOfTimezone(zone);
  return after(callMethod(zone, "tzname", of), (answer) => {
    if (answer === null || isStr(answer)) return answer;
    return raise(
      E.TypeError,
      `tzinfo.tzname() must return None or a string, not '${typeName(answer)}'`,
    );
  });
}

export function nameOfTimezone({ label, offset }: PyTimezone): Value {
  if (label !== undefined) return label;
  const { days, seconds, microseconds } = offset;
  if (days === 0 && seconds === 0 && microseconds === 0) return "UTC";
  return `UTC${offsetText(offset, ":")}`;
}

const two = (n: number): string => String(n).padStart(2, "0");

/** `+01:30`, with seconds and microseconds where there are any. */
export function offsetText(offset: PyTimeDelta, separator: string): string {
  const isNegative = offset.days < 0;
  const { seconds, microseconds } = isNegative ? negated(offset) : offset;
  const minutes = Math.floor(seconds / 60);
  let text = `${isNegative ? "-" : "+"}${two(Math.floor(minutes / 60))}${separator}${two(minutes % 60)}`;
  if (seconds % 60 !== 0 || microseconds !== 0) text += `${separator}${two(seconds % 60)}`;
  if (microseconds !== 0) text += `.${String(microseconds).padStart(6, "0")}`;
  return text;
}

/** Of a negative offset above −1 day. */
function negated({ seconds, microseconds }: PyTimeDelta): PyTimeDelta {
  return microseconds === 0
    ? newDelta(0, 86400 - seconds, 0)
    : newDelta(0, 86399 - seconds, 1e6 - microseconds);
}

/** The text of an offset, empty where there is none. */
export function offsetSuffix(zone: Zone, of: Value, separator = ":"): string | Pending {
  const offset = utcOffset(zone, of);
  const show = (answer: Offset): string => (answer === null ? "" : offsetText(answer, separator));
  return isPending(offset)
    ? (after(offset, (answer) => show(answer as Offset)) as Pending)
    : show(offset);
}

/** `Z` of a format, with what a format would take for a directive doubled. */
export function nameForFormat(zone: Zone, of: Value): NativeResult {
  return after(zoneName(zone, of), (name) =>
    name === null ? "" : (textOf(name as string | PyStr) as string).replaceAll("%", () => "%%"),
  );
}
