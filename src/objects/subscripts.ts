/** Indices and slices: what a subscript means for a container of a given length. */
import { clampIndex, fitIndex, plainInteger, toIndex } from "./conversions.ts";
import { E, isThrown, newException, raise } from "./errors.ts";
import { type Int, intValue, normalize } from "./int.ts";
import type { Value } from "./object.ts";
import { DECLINED, type Declined } from "./params.ts";
import { slotOf } from "./protocols/slot.ts";
import { isPending, type Pending, RaiseRequest } from "./requests.ts";
import type { PySlice } from "./sequences.ts";
import { SLOT } from "./slots.ts";
import { typeName, typeOf } from "./types.ts";

/** The IndexError of a subscript. */
export function outOfRange(what: string): RaiseRequest {
  return new RaiseRequest(newException(E.IndexError, `${what} index out of range`));
}

/** A slice applied to a length: `length` items from `start` on, `step` apart; `stop` is exclusive. */
export class SliceBounds {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
  readonly length: number;
  constructor(start: number, stop: number, step: number) {
    this.start = start;
    this.stop = stop;
    this.step = step;
    if (step < 0) this.length = stop < start ? Math.floor((start - stop - 1) / -step) + 1 : 0;
    else this.length = start < stop ? Math.floor((stop - start - 1) / step) + 1 : 0;
  }
}

const BAD_MEMBER = "slice indices must be integers or None or have an __index__ method";

/** A member of a slice; null for None, DECLINED where `__index__` has to be asked. */
function plainMember(value: Value): Int | null | Declined {
  if (value === null || typeof value === "number") return value;
  const int = intValue(value);
  if (int !== undefined) return int;
  if (slotOf(typeOf(value), SLOT.__index__) === null) raise(E.TypeError, BAD_MEMBER);
  return DECLINED;
}

function* askMember(value: Value): Generator<Pending, Int | null, Value> {
  const plain = plainMember(value);
  if (plain !== DECLINED) return plain;
  const int = toIndex(value);
  return isPending(int) ? ((yield int) as Int) : int;
}

/**
 * What a slice means for a container of this length. Ask with a function where the length can change while
 * `__index__` of a member runs. The answer is {@link SliceBounds}, or a request that ends in one (test with
 * `instanceof`).
 */
export function sliceBounds(
  slice: PySlice,
  length: number | (() => number),
): SliceBounds | Generator<Pending, SliceBounds, Value> {
  const step = plainMember(slice.step);
  if (step !== DECLINED) {
    checkStep(step);
    const start = plainMember(slice.start);
    if (start !== DECLINED) {
      const stop = plainMember(slice.stop);
      if (stop !== DECLINED)
        return applySlice(start, stop, step, typeof length === "number" ? length : length());
    }
  }
  return askBounds(slice, length);
}

function* askBounds(
  slice: PySlice,
  length: number | (() => number),
): Generator<Pending, SliceBounds, Value> {
  const step = yield* askMember(slice.step);
  checkStep(step);
  const start = yield* askMember(slice.start);
  const stop = yield* askMember(slice.stop);
  return applySlice(start, stop, step, typeof length === "number" ? length : length());
}

function checkStep(step: Int | null): void {
  if (step === 0) raise(E.ValueError, "slice step cannot be zero");
}

function applySlice(
  start: Int | null,
  stop: Int | null,
  step: Int | null,
  length: number,
): SliceBounds {
  const by = step === null ? 1 : clampIndex(step);
  const low = by < 0 ? -1 : 0;
  const high = by < 0 ? length - 1 : length;
  const clip = (member: Int | null, absent: number): number => {
    if (member === null) return absent;
    let at = clampIndex(member);
    if (at < 0) {
      at += length;
      return at < 0 ? low : at;
    }
    return at > high ? high : at;
  };
  return new SliceBounds(clip(start, by < 0 ? high : low), clip(stop, by < 0 ? low : high), by);
}

/** The items that a slice selects, as a new array. */
export function getSlice(items: readonly Value[], bounds: SliceBounds): Value[] {
  const { start, step, length } = bounds;
  if (step === 1) return items.slice(start, start + length);
  const out: Value[] = [];
  for (let i = 0, at = start; i < length; i++, at += step) out.push(items[at] as Value);
  return out;
}

/** `slice.indices(length)` without a limit on the size of any member: start, stop, step. */
export function* sliceIndices(
  slice: PySlice,
  length: Int,
): Generator<Pending, [Int, Int, Int], Value> {
  const step = (yield* askMember(slice.step)) ?? 1;
  checkStep(step);
  const start = yield* askMember(slice.start);
  const stop = yield* askMember(slice.stop);
  const size = BigInt(length);
  const low = step < 0 ? -1n : 0n;
  const high = step < 0 ? size - 1n : size;
  const clip = (member: Int | null, absent: bigint): Int => {
    if (member === null) return normalize(absent);
    let at = BigInt(member);
    if (at < 0n) {
      at += size;
      return normalize(at < low ? low : at);
    }
    return normalize(at > high ? high : at);
  };
  return [clip(start, step < 0 ? high : low), clip(stop, step < 0 ? low : high), step];
}

/**
 * A subscript that is not a slice, as an index (still negative where it counts from the end). `name` is the type as
 * the TypeError has it.
 */
export function subscriptIndex(key: Value, name: string): number | Pending {
  if (typeof key === "number") return key;
  if (intValue(key) === undefined && slotOf(typeOf(key), SLOT.__index__) === null)
    raise(E.TypeError, `${name} indices must be integers or slices, not ${typeName(key)}`);
  const plain = plainInteger(key);
  if (plain !== DECLINED) return toSubscript(plain);
  return (function* (): Generator<Pending, number, Value> {
    const int = toIndex(key);
    return toSubscript(isPending(int) ? ((yield int) as Int) : int);
  })();
}

/** As a subscript, a number that is too large is an IndexError. */
export function toSubscript(index: Int): number {
  try {
    return fitIndex(index);
  } catch (error) {
    if (isThrown(error, E.OverflowError))
      raise(E.IndexError, "cannot fit 'int' into an index-sized integer");
    throw error;
  }
}
