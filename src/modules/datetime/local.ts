/** Local time, as the platform's time zone has it, and moments given as seconds. */
import { toIndex } from "../../objects/conversions.ts";
import { E, raise } from "../../objects/errors.ts";
import { PyFloat } from "../../objects/float.ts";
import { type Int, normalize } from "../../objects/int.ts";
import { roundToInt } from "../../objects/numbers/round.ts";
import type { Value } from "../../objects/object.ts";
import { isPending, type Pending } from "../../objects/requests.ts";
import { fromJs } from "../../objects/str.ts";
import { localOffset, localZoneName } from "../time-zone.ts";
import { EPOCH_ORDINAL, fromOrdinal, MAX_ORDINAL, SECONDS_A_DAY, toOrdinal } from "./calendar.ts";
import { type Clock, normalDelta, type PyDateTime, type PyTimezone, type Zone } from "./layouts.ts";
import type { Day } from "./making.ts";
import { timezone } from "./tzinfo.ts";

/** A fold, and a gap, is never longer than this. */
const MAX_FOLD_SECONDS = 24 * 3600;

/** Seconds since 1970 that local clocks show at a moment. */
function local(seconds: number): number {
  return seconds + localOffset(seconds);
}

/** Seconds since 1970, as if its clock showed UTC. */
export function shownSeconds(self: PyDateTime): number {
  const days = toOrdinal(self.year, self.month, self.day) - EPOCH_ORDINAL;
  return days * SECONDS_A_DAY + self.hour * 3600 + self.minute * 60 + self.second;
}

/** Seconds since 1970 of what local clocks show; `fold` chooses where they show it twice, or never. */
export function localToSeconds(self: PyDateTime): number {
  const shown = shownSeconds(self);
  const a = local(shown) - shown;
  const first = shown - a;
  let b: number;
  if (local(first) === shown) {
    const other = first + (self.fold === 1 ? MAX_FOLD_SECONDS : -MAX_FOLD_SECONDS);
    b = local(other) - other;
    if (a === b) return first;
  } else b = local(first) - first;
  const second = shown - b;
  if (local(second) === shown) return second;
  if (local(first) === shown) return first;
  return self.fold === 1 ? Math.min(first, second) : Math.max(first, second);
}

/** A moment of 1970 or any other time as date and clock. */
export function fieldsAt(
  seconds: number,
  microsecond: number,
  isLocal: boolean,
  tzinfo: Zone,
): readonly [Day, Clock] {
  const shown = isLocal ? local(seconds) : seconds;
  const days = Math.floor(shown / SECONDS_A_DAY);
  const ordinal = days + EPOCH_ORDINAL;
  if (!(ordinal >= 1 && ordinal <= MAX_ORDINAL)) {
    const { year } = fromOrdinal(ordinal);
    raise(E.ValueError, `year must be in 1..9999, not ${year}`);
  }
  const second = shown - days * SECONDS_A_DAY;
  const fold = isLocal && tzinfo === null ? foldAt(seconds, shown) : 0;
  return [
    fromOrdinal(ordinal),
    {
      hour: Math.floor(second / 3600),
      minute: Math.floor(second / 60) % 60,
      second: second % 60,
      microsecond,
      tzinfo,
      fold,
    },
  ];
}

/** 1 where clocks show this for the second time. */
function foldAt(seconds: number, shown: number): number {
  const transition = shown - local(seconds - MAX_FOLD_SECONDS) - MAX_FOLD_SECONDS;
  return transition < 0 && local(seconds + transition) === shown ? 1 : 0;
}

/** The local time zone as it is at a moment: a fixed offset with the name. */
export function localTimezone(seconds: number): PyTimezone | Pending {
  return timezone(normalDelta(0, localOffset(seconds), 0), fromJs(localZoneName(seconds)));
}

const outOfRange = (): never =>
  raise(E.OverflowError, "timestamp out of range for platform time_t");

/** Seconds and microseconds of a timestamp, rounded half to even. */
export function* readTimestamp(value: Value): Generator<Pending, readonly [number, number], Value> {
  if (value instanceof PyFloat) {
    const given = value.value;
    if (Number.isNaN(given)) raise(E.ValueError, "Invalid value NaN (not a number)");
    if (Math.abs(given) >= 2 ** 63) outOfRange();
    let seconds = Math.trunc(given);
    let us = Number(roundToInt((given - seconds) * 1e6));
    if (us >= 1e6) {
      us -= 1e6;
      seconds++;
    } else if (us < 0) {
      us += 1e6;
      seconds--;
    }
    return [seconds, us];
  }
  const int = toIndex(value);
  return [wholeSeconds((isPending(int) ? yield int : int) as Int), 0];
}

/** Whole seconds since 1970. */
export function wholeSeconds(value: Int): number {
  const big = BigInt(value);
  if (BigInt.asIntN(64, big) !== big) outOfRange();
  return Number(normalize(big));
}
