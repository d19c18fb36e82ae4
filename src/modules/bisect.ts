/** The _bisect module. https://docs.python.org/3/library/bisect.html */
import { clampIndex, fitIndex, index, plainInteger, toIndex } from "../objects/conversions.ts";
import { defineModule, functionBuilder } from "../objects/define.ts";
import { E, raise } from "../objects/errors.ts";
import { type Int, intValue } from "../objects/int.ts";
import type { Value } from "../objects/object.ts";
import {
  DECLINED,
  either,
  keyword,
  object,
  optional,
  type Param,
  param,
} from "../objects/params.ts";
import { getAttribute } from "../objects/protocols/attributes.ts";
import { holds } from "../objects/protocols/compare.ts";
import { eager } from "../objects/protocols/drain.ts";
import { getItem } from "../objects/protocols/items.ts";
import { KeyFunction } from "../objects/protocols/key-function.ts";
import { plainLess } from "../objects/protocols/sequence-compare.ts";
import { slotFor } from "../objects/protocols/slot.ts";
import { lengthOf } from "../objects/protocols/truth.ts";
import { call, isPending, type NativeGenerator, type Pending } from "../objects/requests.ts";
import { checkItems, PyList } from "../objects/sequences.ts";
import { LT, SLOT } from "../objects/slots.ts";
import { listType, typeName } from "../objects/types.ts";

/** An index, or None. */
function bound(name: string): Param<number | null> {
  return param(
    name,
    (value) => {
      if (value === null) return null;
      if (intValue(value) === undefined && slotFor(value, SLOT.__index__) === null)
        raise(E.TypeError, `argument should be integer or None, not '${typeName(value)}'`);
      const int = plainInteger(value);
      return int === DECLINED ? DECLINED : fitIndex(int);
    },
    function* (value): NativeGenerator {
      const int = toIndex(value);
      return isPending(int) ? yield int : int;
    },
  );
}

/** Where an item belongs: before (`isLeft`) or behind those that are equal. */
function* place(
  sequence: Value,
  item: Value,
  low: number,
  high: number | null,
  key: Value,
  isLeft: boolean,
): Generator<Pending, number, Value> {
  if (low < 0) raise(E.ValueError, "lo must be non-negative");
  let [from, to] = [low, high ?? -1];
  // sic: -1 stands for the end as well.
  if (to === -1) {
    const length = lengthOf(sequence);
    to = clampIndex((isPending(length) ? yield length : length) as Int);
  }
  const keyOf = key === null ? null : new KeyFunction(key);
  while (from < to) {
    const middle = from + Math.floor((to - from) / 2);
    const found = getItem(sequence, middle);
    let other = (isPending(found) ? yield found : found) as Value;
    if (keyOf !== null) {
      const rank = keyOf.of(other);
      other = (isPending(rank) ? yield rank : (rank ?? null)) as Value;
    }
    const plain = isLeft ? plainLess(other, item) : plainLess(item, other);
    let isLess: boolean | Pending =
      plain === DECLINED ? (isLeft ? holds(LT, other, item) : holds(LT, item, other)) : plain;
    if (isPending(isLess)) isLess = (yield isLess) as boolean;
    if (isLess === isLeft) from = middle + 1;
    else to = middle;
  }
  return from;
}

function* insort(
  sequence: Value,
  item: Value,
  low: number,
  high: number | null,
  key: Value,
  isLeft: boolean,
): NativeGenerator {
  const rank = key === null ? item : yield call(key, item);
  const at = yield* place(sequence, rank, low, high, key, isLeft);
  if (sequence instanceof PyList && sequence.shape.type === listType) {
    checkItems(sequence.items.length + 1);
    sequence.items.splice(at, 0, item);
  } else {
    const insert = getAttribute(sequence, "insert");
    yield call((isPending(insert) ? yield insert : insert) as Value, at, item);
  }
  return null;
}

const PARAMS = [
  either(object("a")),
  either(object("x")),
  either(optional(index("lo"), 0, "0")),
  either(optional(bound("hi"), null, "None")),
  keyword(optional(object("key"), null, "None")),
] as const;

const bisection = (doc: string, isLeft: boolean) =>
  functionBuilder.caller(doc, PARAMS, (a, x, low, high, key) =>
    eager(place(a, x, low, high, key, isLeft)),
  );

const insertion = (doc: string, isLeft: boolean) =>
  functionBuilder.caller(doc, PARAMS, (a, x, low, high, key) =>
    eager(insort(a, x, low, high, key, isLeft)),
  );

export const bisectModule = defineModule(
  "_bisect",
  "Bisection algorithms: what keeps a list in order while items are inserted.",
  () => ({
    bisect_left: bisection(
      "Return the index where to insert item x in list a, assuming a is sorted: before all items that are equal to it.",
      true,
    ),
    bisect_right: bisection(
      "Return the index where to insert item x in list a, assuming a is sorted: behind all items that are equal to it.",
      false,
    ),
    insort_left: insertion(
      "Insert item x in list a, and keep it sorted assuming a is sorted.\n\nIf x is already in a, insert it to the left of the leftmost x.",
      true,
    ),
    insort_right: insertion(
      "Insert item x in list a, and keep it sorted assuming a is sorted.\n\nIf x is already in a, insert it to the right of the rightmost x.",
      false,
    ),
  }),
);
