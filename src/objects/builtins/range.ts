/** range. https://docs.python.org/3/library/stdtypes.html#ranges */

import { checkClass } from "../construct.ts";
import { toIndex } from "../conversions.ts";
import { charge } from "../current.ts";
import { members } from "../define.ts";
import { E, raise } from "../errors.ts";
import { type Int, normalize } from "../int.ts";
import type { Value } from "../object.ts";
import { keywords, object, rest } from "../params.ts";
import { same } from "../protocols/compare.ts";
import { eager } from "../protocols/drain.ts";
import type { PyIterator } from "../protocols/iterate.ts";
import { orderingNumber } from "../protocols/sequence-compare.ts";
import { slotOf } from "../protocols/slot.ts";
import { isPending, type NativeGenerator, type NativeResult, type Pending } from "../requests.ts";
import { NotImplemented, PyRange, PySlice, tuple } from "../sequences.ts";
import { SLOT } from "../slots.ts";
import { sliceIndices } from "../subscripts.ts";
import { rangeType, typeName, typeOf } from "../types.ts";
import { checkCount, noKeywords } from "./arguments.ts";
import { member, UNORDERED } from "./common.ts";
import { hashTuple } from "./hash-mixing.ts";
import { LongRangeIterator, RangeIterator } from "./iterators.ts";

const isSmall = Number.isSafeInteger;

function add(a: Int, b: Int): Int {
  const sum = typeof a === "number" && typeof b === "number" ? a + b : Number.NaN;
  return isSmall(sum) ? sum : normalize(BigInt(a) + BigInt(b));
}

function multiply(a: Int, b: Int): Int {
  const product = typeof a === "number" && typeof b === "number" ? a * b : Number.NaN;
  return isSmall(product) ? product + 0 : normalize(BigInt(a) * BigInt(b));
}

/** How many members a range has. */
export function rangeLength({ start, stop, step }: PyRange): Int {
  if (typeof start === "number" && typeof stop === "number" && typeof step === "number") {
    const distance = step > 0 ? stop - start : start - stop;
    if (distance <= 0) return 0;
    if (isSmall(distance)) return Math.floor((distance - 1) / Math.abs(step)) + 1;
  }
  const by = BigInt(step);
  const distance = by > 0n ? BigInt(stop) - BigInt(start) : BigInt(start) - BigInt(stop);
  if (distance <= 0n) return 0;
  return normalize((distance - 1n) / (by < 0n ? -by : by) + 1n);
}

/** Member number `index`, which is in range. */
function memberAt(range: PyRange, index: Int): Int {
  return add(range.start, multiply(index, range.step));
}

/** `iter(range)`, also for the machine's loops. */
export function iterateRange(range: PyRange): PyIterator {
  const { start, stop, step } = range;
  const length = rangeLength(range);
  if (
    typeof start === "number" &&
    typeof stop === "number" &&
    typeof step === "number" &&
    typeof length === "number"
  )
    return new RangeIterator(start, step, length);
  return new LongRangeIterator(start, step, length);
}

function reverseRange(range: PyRange): PyIterator {
  const length = rangeLength(range);
  if (length === 0) return new RangeIterator(0, 1, 0);
  const last = memberAt(range, add(length, -1));
  const { start } = range;
  const step = multiply(range.step, -1);
  if (
    typeof last === "number" &&
    typeof step === "number" &&
    typeof start === "number" &&
    typeof length === "number"
  )
    return new RangeIterator(last, step, length);
  return new LongRangeIterator(last, step, length);
}

/** The place of an int in a range, or -1. */
function placeOf(range: PyRange, value: Int): Int {
  const { start, stop, step } = range;
  const isInside = step > 0 ? value >= start && value < stop : value <= start && value > stop;
  if (!isInside) return -1;
  if (typeof value === "number" && typeof start === "number" && typeof step === "number") {
    const distance = value - start;
    if (isSmall(distance)) return distance % step === 0 ? distance / step + 0 : -1;
  }
  const distance = BigInt(value) - BigInt(start);
  return distance % BigInt(step) === 0n ? normalize(distance / BigInt(step)) : -1;
}

/** The int that equals a builtin number; null for other builtin values; undefined where Python code decides. */
function asInt(value: Value): Int | null | undefined {
  const number = orderingNumber(value);
  if (typeof number === "bigint") return number;
  if (number !== undefined) {
    if (!Number.isInteger(number)) return null;
    return isSmall(number) ? number + 0 : normalize(BigInt(number));
  }
  return typeof value === "string" || value === null ? null : undefined;
}

/** Searches by comparison with each member: the first place where `value` is, or -1. */
function* search(range: PyRange, value: Value, from: Int): Generator<Pending, Int, Value> {
  const length = rangeLength(range);
  for (let i = from; i < length; i = add(i, 1)) {
    charge(1);
    let equal = same(memberAt(range, i), value);
    if (isPending(equal)) equal = (yield equal) as boolean;
    if (equal) return i;
  }
  return -1;
}

function construct(cls: Value, args: readonly Value[]): NativeResult {
  checkClass(cls, rangeType);
  checkCount("range", args.length, 1, 3);
  const [first, second] = args;
  if (typeof first === "number") {
    if (args.length === 1) return new PyRange(0, first, 1);
    if (args.length === 2 && typeof second === "number") return new PyRange(first, second, 1);
  }
  return eager(convert(args));
}

function* convert(args: readonly Value[]): NativeGenerator {
  const ints: Int[] = [];
  for (const arg of args) {
    const int = toIndex(arg);
    ints.push(isPending(int) ? ((yield int) as Int) : int);
  }
  if (ints.length === 1) return new PyRange(0, ints[0] as Int, 1);
  const [start, stop, step = 1] = ints as [Int, Int, Int?];
  if (step === 0) raise(E.ValueError, "range() arg 3 must not be zero");
  return new PyRange(start, stop, step);
}

function getAt(self: PyRange, index: Int): Value {
  const length = rangeLength(self);
  const at = index < 0 ? add(index, length) : index;
  if (at < 0 || at >= length) raise(E.IndexError, "range object index out of range");
  return memberAt(self, at);
}

function* getItem(self: PyRange, key: Value): NativeGenerator {
  if (key instanceof PySlice) {
    const [start, stop, step] = yield* sliceIndices(key, rangeLength(self));
    return new PyRange(memberAt(self, start), memberAt(self, stop), multiply(self.step, step));
  }
  if (slotOf(typeOf(key), SLOT.__index__) === null && typeof key !== "number")
    raise(E.TypeError, `range indices must be integers or slices, not ${typeName(key)}`);
  const index = toIndex(key);
  return getAt(self, isPending(index) ? ((yield index) as Int) : index);
}

/** What makes two ranges equal: length, then the first member, then the step. */
function identity(range: PyRange): Value[] {
  const length = rangeLength(range);
  if (length === 0) return [0, null, null];
  return [length, range.start, length === 1 ? null : range.step];
}

function equals(a: PyRange, b: PyRange): boolean {
  const [x, y] = [identity(a), identity(b)];
  return x.every((part, i) => part === y[i]);
}

export const rangeMembers = members<PyRange>(({ caller, slots, staticMethod }) => [
  {
    __new__: staticMethod(
      "Create and return a new object.",
      [object("cls"), rest("args"), keywords("kwargs")],
      (cls, args, given) => {
        noKeywords("range", given);
        return construct(cls, args);
      },
    ),
    start: member<PyRange>((self) => self.start),
    stop: member<PyRange>((self) => self.stop),
    step: member<PyRange>((self) => self.step),
    index: caller(
      "rangeobject.index(value) -> integer -- return index of value.\nRaise ValueError if the value is not present.",
      [object("object")],
      function* (self, value): NativeGenerator {
        const int =
          typeof value === "number" || typeof value === "bigint" || typeof value === "boolean";
        const at = int ? placeOf(self, asInt(value) as Int) : yield* search(self, value, 0);
        if (at >= 0) return at;
        // sic: only ints are looked up by range itself.
        raise(
          E.ValueError,
          int ? "range.index(x): x not in range" : "sequence.index(x): x not in sequence",
        );
      },
    ),
    count: caller(
      "rangeobject.count(value) -> integer -- return number of occurrences of value",
      [object("object")],
      function* (self, value): NativeGenerator {
        const int = asInt(value);
        if (int !== undefined) return int !== null && placeOf(self, int) >= 0 ? 1 : 0;
        let count = 0;
        for (
          let at = yield* search(self, value, 0);
          at >= 0;
          at = yield* search(self, value, add(at, 1))
        )
          count++;
        return count;
      },
    ),
    __reduce__: caller("", [], (self) => tuple(rangeType, tuple(self.start, self.stop, self.step))),
  },
  slots({
    __len__: (self) => {
      const length = rangeLength(self);
      if (length > 0x7fffffffffffffffn)
        raise(E.OverflowError, "Python int too large to convert to C ssize_t");
      return length;
    },
    __bool__: (self) => rangeLength(self) !== 0,
    __getitem__: (self, key) =>
      typeof key === "number" ? getAt(self, key) : eager(getItem(self, key)),
    __contains__: (self, value): NativeResult => {
      const int = asInt(value);
      if (int !== undefined) return int !== null && placeOf(self, int) >= 0;
      return (function* (): NativeGenerator {
        return (yield* search(self, value, 0)) >= 0;
      })();
    },
    __iter__: iterateRange,
    __reversed__: reverseRange,
    __repr__: ({ start, stop, step }) =>
      step === 1 ? `range(${start}, ${stop})` : `range(${start}, ${stop}, ${step})`,
    __hash__: (self) => hashTuple(tuple(...identity(self))),
    __eq__: (self, other) => (other instanceof PyRange ? equals(self, other) : NotImplemented),
    ...UNORDERED,
    __ne__: (self, other) => (other instanceof PyRange ? !equals(self, other) : NotImplemented),
  }),
]);
