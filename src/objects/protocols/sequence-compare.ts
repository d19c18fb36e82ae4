/**
 * Equality, order and search in lists and tuples.
 *
 * Builtin elements are compared at once, nested ones to a limited depth and amount of work; what is left over makes
 * requests, so that each level of deep data is compared in a frame of its own. Python code may change a list
 * meanwhile: lengths are read again after each request.
 */
import { charge } from "../current.ts";
import { PyFloat } from "../float.ts";
import { isEqual } from "../numbers/compare.ts";
import type { PyObject, Value } from "../object.ts";
import { DECLINED, type Declined } from "../params.ts";
import { isPending, type NativeGenerator, type NativeResult, type Pending } from "../requests.ts";
import type { PyTuple } from "../sequences.ts";
import { EQ, GE, GT, LE, LT, NE } from "../slots.ts";
import { PyStr } from "../str.ts";
import { floatType, listType, strType, tupleType } from "../types.ts";
import { compare, same } from "./compare.ts";

/** What has `items`: list and tuple. */
export interface Sequence {
  readonly items: readonly Value[];
}

/** Deeper nested data is compared in frames on the heap. */
const MAX_DEPTH = 40;
/** Pairs compared at one go inside nested data, which may share parts and so be larger than it seems. */
const MAX_WORK = 2000;

interface Work {
  left: number;
}

/** Are two values equal, as containers see it? DECLINED where Python code or a deep comparison has to tell. */
export function plainEqual(a: Value, b: Value): boolean | Declined {
  return equal(a, b, 0, null);
}

function equal(a: Value, b: Value, depth: number, work: Work | null): boolean | Declined {
  if (a === b) return true;
  if (typeof a !== "object") {
    if (typeof b !== "object") {
      if (typeof a === "boolean") return typeof b === "number" && Number(a) === b;
      return typeof b === "boolean" && typeof a === "number" && a === Number(b);
    }
    return b === null ? false : equalToObject(b, a);
  }
  if (a === null) return typeof b === "object" ? equalToObject(b, a) : false;
  if (typeof b !== "object" || b === null) return equalToObject(a, b);
  const type = a.shape.type;
  if (type !== b.shape.type) return isPlain(a) && isPlain(b) ? false : DECLINED;
  if (type === floatType) return (a as PyFloat).value === (b as PyFloat).value;
  if (type === listType || type === tupleType) {
    const left = (a as unknown as Sequence).items;
    const right = (b as unknown as Sequence).items;
    if (left.length !== right.length) return false;
    if (depth >= MAX_DEPTH) return DECLINED;
    const shared = work ?? { left: MAX_WORK };
    for (let i = 0; i < left.length; i++) {
      if (shared.left-- <= 0) return DECLINED;
      const result = equal(left[i] as Value, right[i] as Value, depth + 1, shared);
      if (result !== true) return result;
    }
    return true;
  }
  if (type === strType && !(a as PyStr).isRaw && !(b as PyStr).isRaw)
    return (a as PyStr).text === (b as PyStr).text;
  return DECLINED;
}

/** An object against a JavaScript primitive. */
function equalToObject(object: Value, primitive: Value): boolean | Declined {
  if (object === null || typeof object !== "object" || !isPlain(object)) return DECLINED;
  if (!(object instanceof PyFloat)) return false;
  switch (typeof primitive) {
    case "number":
      return object.value === primitive;
    case "boolean":
      return object.value === Number(primitive);
    case "bigint":
      return isEqual(object.value, primitive);
    default:
      return false;
  }
}

/** Exact builtin types that know no values of another type but numbers. */
function isPlain(value: PyObject): boolean {
  const { type } = value.shape;
  return type === floatType || type === strType || type === listType || type === tupleType;
}

/** The number or bigint that orders a builtin number; undefined for anything else. */
export function orderingNumber(value: Value): number | bigint | undefined {
  switch (typeof value) {
    case "number":
    case "bigint":
      return value;
    case "boolean":
      return Number(value);
    case "object":
      return value !== null && value.shape.type === floatType
        ? (value as PyFloat).value
        : undefined;
    default:
      return undefined;
  }
}

/** `a < b` where no Python code has to run and nothing is wrong; else DECLINED. */
export function plainLess(a: Value, b: Value): boolean | Declined {
  return less(a, b, 0);
}

function less(a: Value, b: Value, depth: number): boolean | Declined {
  if (typeof a === "number" && typeof b === "number") return a < b;
  if (typeof a === "string" && typeof b === "string") return a < b;
  const x = orderingNumber(a);
  if (x !== undefined) {
    const y = orderingNumber(b);
    return y === undefined ? DECLINED : x < y;
  }
  if (isExactStr(a)) return isExactStr(b) ? lessText(a, b) : DECLINED;
  if (!isTuple(a) || !isTuple(b) || depth >= MAX_DEPTH) return DECLINED;
  const left = a.items;
  const right = b.items;
  const n = Math.min(left.length, right.length);
  for (let i = 0; i < n; i++) {
    const result = plainEqual(left[i] as Value, right[i] as Value);
    if (result === DECLINED) return DECLINED;
    if (!result) return less(left[i] as Value, right[i] as Value, depth + 1);
  }
  return left.length < right.length;
}

function isTuple(value: Value): value is PyTuple {
  return typeof value === "object" && value !== null && value.shape.type === tupleType;
}

function isExactStr(value: Value): value is string | PyStr {
  return typeof value === "string" || (value instanceof PyStr && value.shape.type === strType);
}

/** Text is ordered by code points, which UTF-16 order is not. */
function lessText(a: string | PyStr, b: string | PyStr): boolean {
  if (typeof a === "string" && typeof b === "string") return a < b;
  const x = typeof a === "string" ? null : a.points;
  const y = typeof b === "string" ? null : b.points;
  const m = x === null ? (a as string).length : x.length;
  const n = y === null ? (b as string).length : y.length;
  for (let i = 0; i < m && i < n; i++) {
    const p = x === null ? (a as string).charCodeAt(i) : (x[i] as number);
    const q = y === null ? (b as string).charCodeAt(i) : (y[i] as number);
    if (p !== q) return p < q;
  }
  return m < n;
}

function byLength(op: number, m: number, n: number): boolean {
  switch (op) {
    case LT:
      return m < n;
    case LE:
      return m <= n;
    case EQ:
      return m === n;
    case NE:
      return m !== n;
    case GT:
      return m > n;
    default:
      return m >= n;
  }
}

/** `left op right` for two lists or two tuples; any value may come back, as from the elements' own comparison. */
export function compareSequences(op: number, left: Sequence, right: Sequence): NativeResult {
  if ((op === EQ || op === NE) && left.items.length !== right.items.length) return op === NE;
  const n = Math.min(left.items.length, right.items.length);
  charge(n);
  const work: Work = { left: MAX_WORK };
  for (let i = 0; i < n; i++) {
    const a = left.items[i] as Value;
    const b = right.items[i] as Value;
    const result = equal(a, b, 1, work);
    if (result === DECLINED) return compareSlowly(op, left, right, i);
    if (!result) return compareAt(op, a, b);
  }
  return byLength(op, left.items.length, right.items.length);
}

/** The elements differ first here: they decide. */
function compareAt(op: number, a: Value, b: Value): NativeResult {
  if (op === EQ) return false;
  if (op === NE) return true;
  const isLess = op === LT || op === LE ? plainLess(a, b) : plainLess(b, a);
  // They differ, so <= is <; but for a NaN neither holds.
  if (isLess !== DECLINED) return isLess;
  // In a frame of its own: the elements may be sequences again.
  return (function* (): NativeGenerator {
    const result = compare(op, a, b);
    return isPending(result) ? yield result : result;
  })();
}

function* compareSlowly(
  op: number,
  left: Sequence,
  right: Sequence,
  from: number,
): Generator<Pending, Value | undefined, Value> {
  for (let i = from; i < left.items.length && i < right.items.length; i++) {
    const a = left.items[i] as Value;
    const b = right.items[i] as Value;
    let result: boolean | Declined | Pending = plainEqual(a, b);
    if (result === DECLINED) {
      result = same(a, b);
      if (isPending(result)) result = (yield result) as boolean;
    }
    if (!result) {
      // sic: where the comparison has taken the items away, the lengths decide.
      if (i >= left.items.length || i >= right.items.length) break;
      const answer = compareAt(op, a, b);
      return isPending(answer) ? yield answer : answer;
    }
  }
  return byLength(op, left.items.length, right.items.length);
}

/** The index of the first item in `from` ≤ index < `to` that equals `value`, or -1. */
export function searchItems(
  sequence: Sequence,
  value: Value,
  from: number,
  to: number,
): number | Generator<Pending, number, Value> {
  const { items } = sequence;
  charge(Math.min(items.length, to) - from);
  for (let i = from; i < to && i < items.length; i++) {
    const item = items[i] as Value;
    const result = plainEqual(item, value);
    if (result === true) return i;
    if (result === DECLINED) {
      const answer = same(item, value);
      if (isPending(answer)) return searchSlowly(sequence, value, i, to, answer);
      if (answer) return i;
    }
  }
  return -1;
}

function* searchSlowly(
  sequence: Sequence,
  value: Value,
  from: number,
  to: number,
  first: Pending,
): Generator<Pending, number, Value> {
  if (yield first) return from;
  for (let i = from + 1; i < to && i < sequence.items.length; i++) {
    let answer = same(sequence.items[i] as Value, value);
    if (isPending(answer)) answer = (yield answer) as boolean;
    if (answer) return i;
  }
  return -1;
}

/** How many items equal `value`. */
export function countItems(
  sequence: Sequence,
  value: Value,
): number | Generator<Pending, number, Value> {
  let count = 0;
  let at = -1;
  for (;;) {
    const found = searchItems(sequence, value, at + 1, Number.POSITIVE_INFINITY);
    if (typeof found !== "number") return countSlowly(sequence, value, count, found);
    if (found < 0) return count;
    count++;
    at = found;
  }
}

function* countSlowly(
  sequence: Sequence,
  value: Value,
  counted: number,
  first: Generator<Pending, number, Value>,
): Generator<Pending, number, Value> {
  let count = counted;
  let at = (yield first) as number;
  while (at >= 0) {
    count++;
    const found = searchItems(sequence, value, at + 1, Number.POSITIVE_INFINITY);
    at = typeof found === "number" ? found : ((yield found) as number);
  }
  return count;
}

/** The comparison slots of list and tuple. */
export function sequenceComparisons(
  isOther: (value: Value) => boolean,
  notImplemented: Value,
): {
  readonly [name in `__${"lt" | "le" | "eq" | "ne" | "gt" | "ge"}__`]: (
    self: Sequence & Value,
    other: Value,
  ) => NativeResult;
} {
  const by = (op: number) => (self: Sequence & Value, other: Value) =>
    isOther(other) ? compareSequences(op, self, other as unknown as Sequence) : notImplemented;
  return {
    __lt__: by(LT),
    __le__: by(LE),
    __eq__: by(EQ),
    __ne__: by(NE),
    __gt__: by(GT),
    __ge__: by(GE),
  };
}
