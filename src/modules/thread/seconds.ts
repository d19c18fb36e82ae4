/** How long a call may wait: a number of seconds, as CPython's calls that time out read it. */
import { toIndex } from "../../objects/conversions.ts";
import { E, raise } from "../../objects/errors.ts";
import { PyFloat } from "../../objects/float.ts";
import { intValue } from "../../objects/int.ts";
import type { Value } from "../../objects/object.ts";
import { DECLINED, type Declined, type Param, param } from "../../objects/params.ts";
import { slotOf } from "../../objects/protocols/slot.ts";
import { isPending, type NativeGenerator } from "../../objects/requests.ts";
import { SLOT } from "../../objects/slots.ts";
import { typeName, typeOf } from "../../objects/types.ts";

/** So many seconds are still below 2**63 nanoseconds: `TIMEOUT_MAX`. */
export const LONGEST = 9_223_372_036;
const LIMIT = 2 ** 63 / 1e9;

function read(value: Value): number | Declined {
  if (value instanceof PyFloat) {
    const seconds = value.value;
    if (Number.isNaN(seconds)) raise(E.ValueError, "Invalid value NaN (not a number)");
    if (Math.abs(seconds) >= LIMIT)
      raise(E.OverflowError, "timestamp out of range for platform time_t");
    return seconds;
  }
  const int = intValue(value);
  if (int === undefined) {
    if (slotOf(typeOf(value), SLOT.__index__) !== null) return DECLINED;
    raise(E.TypeError, `'${typeName(value)}' object cannot be interpreted as an integer or float`);
  }
  if (typeof int === "bigint" || Math.abs(int) > LONGEST)
    raise(E.OverflowError, "timestamp too large to convert to C PyTime_t");
  return int;
}

function* ask(value: Value): NativeGenerator {
  const index = toIndex(value);
  return isPending(index) ? yield index : index;
}

/** A float, an int, or what has `__index__`. */
export function seconds(name: string): Param<number> {
  return param<number>(name, read, ask);
}

/** The same, or None for as long as it takes. */
export function secondsOrNone(name: string): Param<number | null> {
  return param<number | null>(name, (value) => (value === null ? null : read(value)), ask);
}
