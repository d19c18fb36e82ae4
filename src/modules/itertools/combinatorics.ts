/** product, permutations, combinations: arrangements of the items of a pool. */

import { tupleFrom } from "../../objects/builtins/tuple.ts";
import { instanceOf } from "../../objects/construct.ts";
import { fitIndex, index, toIndex } from "../../objects/conversions.ts";
import { charge } from "../../objects/current.ts";
import { E, raise } from "../../objects/errors.ts";
import { type Int, intValue } from "../../objects/int.ts";
import { layout, type Value } from "../../objects/object.ts";
import { either, keywords, object, optional, rest, unexpected } from "../../objects/params.ts";
import { eager } from "../../objects/protocols/drain.ts";
import { PyIterator } from "../../objects/protocols/iterate.ts";
import {
  after,
  isPending,
  type Keywords,
  type NativeGenerator,
  type NativeResult,
} from "../../objects/requests.ts";
import { checkItems, PyTuple } from "../../objects/sequences.ts";
import type { PyType } from "../../objects/type.ts";
import { itertool, populate } from "./itertool.ts";

/** Gives one arrangement after the other, each by the places of its items in their pools. */
abstract class Arrangements extends PyIterator {
  protected places: number[];
  #isFirst = true;
  #hasEnded: boolean;
  constructor(places: number[], hasNone: boolean) {
    super();
    this.places = places;
    this.#hasEnded = hasNone;
  }
  override next(): Value | undefined {
    if (this.#hasEnded) return undefined;
    if (this.#isFirst) this.#isFirst = false;
    else if (!this.advance()) {
      this.#hasEnded = true;
      return undefined;
    }
    const { places } = this;
    charge(places.length >> 3);
    const items: Value[] = [];
    for (let i = 0; i < places.length; i++) items.push(this.item(i, places[i] as number));
    return new PyTuple(items);
  }
  /** Goes to the next arrangement; false where there is none. */
  protected abstract advance(): boolean;
  /** The item that is in place `i`. */
  protected abstract item(i: number, place: number): Value;
}

abstract class OfPool extends Arrangements {
  readonly #pool: readonly Value[];
  constructor(pool: readonly Value[], places: number[], hasNone: boolean) {
    super(places, hasNone);
    this.#pool = pool;
  }
  protected override item(_i: number, place: number): Value {
    return this.#pool[place] as Value;
  }
}

function counting(length: number): number[] {
  checkItems(length);
  charge(length);
  return Array.from({ length }, (_, i) => i);
}

function zeros(length: number): number[] {
  checkItems(length);
  charge(length);
  return Array.from({ length }, () => 0);
}

/* product */

export const productType = itertool("product");

class Product extends Arrangements {
  readonly #pools: readonly (readonly Value[])[];
  constructor(pools: readonly (readonly Value[])[], times: number) {
    const length = pools.length * times;
    super(zeros(length), length > 0 && pools.some((pool) => pool.length === 0));
    this.#pools = pools;
  }
  #pool(i: number): readonly Value[] {
    return this.#pools[i % this.#pools.length] as readonly Value[];
  }
  protected override item(i: number, place: number): Value {
    return this.#pool(i)[place] as Value;
  }
  protected override advance(): boolean {
    const { places } = this;
    for (let i = places.length - 1; i >= 0; i--) {
      const place = (places[i] as number) + 1;
      if (place < this.#pool(i).length) {
        places[i] = place;
        return true;
      }
      places[i] = 0;
    }
    return false;
  }
}
layout(Product, productType);

/** The `repeat` argument. */
function repetition(given: Keywords): NativeResult {
  if (given.size === 0) return 1;
  if (given.size > 1)
    raise(E.TypeError, `product() takes at most 1 keyword argument (${given.size} given)`);
  for (const key of given.keys()) if (key !== "repeat") unexpected("product", key, ["repeat"]);
  return toIndex(given.get("repeat") as Value);
}

function* makeProduct(cls: Value, iterables: Value[], given: Keywords): NativeGenerator {
  const asked = repetition(given);
  const times = fitIndex((isPending(asked) ? yield asked : asked) as Int);
  if (times < 0) raise(E.ValueError, "repeat argument cannot be negative");
  checkItems(times * iterables.length);
  const pools: (readonly Value[])[] = [];
  if (times > 0)
    for (const iterable of iterables) {
      const pool = tupleFrom(iterable);
      pools.push(((isPending(pool) ? yield pool : pool) as PyTuple).items);
    }
  return instanceOf(cls, new Product(pools, times));
}

populate<Product>(
  productType,
  "Cartesian product of input iterables.  Equivalent to nested for-loops.",
  ({ staticMethod }) => ({
    __new__: staticMethod(
      "Create and return a new object.",
      [object("cls"), rest("iterables"), keywords("kwargs")],
      (cls, iterables, given) => eager(makeProduct(cls, iterables, given)),
    ),
  }),
);

/* combinations */

export const combinationsType = itertool("combinations");

class Combinations extends OfPool {
  readonly #size: number;
  constructor(pool: readonly Value[], r: number) {
    const hasNone = r > pool.length;
    super(pool, hasNone ? [] : counting(r), hasNone);
    this.#size = pool.length;
  }
  protected override advance(): boolean {
    const { places } = this;
    const r = places.length;
    let i = r - 1;
    while (i >= 0 && places[i] === i + this.#size - r) i--;
    if (i < 0) return false;
    let place = (places[i] as number) + 1;
    for (; i < r; i++) places[i] = place++;
    return true;
  }
}
layout(Combinations, combinationsType);

export const combinationsWithReplacementType = itertool("combinations_with_replacement");

class CombinationsWithReplacement extends OfPool {
  readonly #size: number;
  constructor(pool: readonly Value[], r: number) {
    const hasNone = pool.length === 0 && r > 0;
    super(pool, hasNone ? [] : zeros(r), hasNone);
    this.#size = pool.length;
  }
  protected override advance(): boolean {
    const { places } = this;
    let i = places.length - 1;
    while (i >= 0 && places[i] === this.#size - 1) i--;
    if (i < 0) return false;
    const place = (places[i] as number) + 1;
    for (; i < places.length; i++) places[i] = place;
    return true;
  }
}
layout(CombinationsWithReplacement, combinationsWithReplacementType);

function withPool(
  cls: Value,
  iterable: Value,
  make: (pool: readonly Value[]) => Arrangements,
): NativeResult {
  return after(tupleFrom(iterable), (pool) => instanceOf(cls, make((pool as PyTuple).items)));
}

function populateCombinations(
  type: PyType,
  make: new (pool: readonly Value[], r: number) => Arrangements,
  doc: string,
): void {
  populate<Arrangements>(type, doc, ({ staticMethod }) => ({
    __new__: staticMethod(
      "Create and return a new object.",
      [object("cls"), either(object("iterable")), either(index("r"))],
      (cls, iterable, r) =>
        withPool(cls, iterable, (pool) => {
          if (r < 0) raise(E.ValueError, "r must be non-negative");
          return new make(pool, r);
        }),
    ),
  }));
}

populateCombinations(
  combinationsType,
  Combinations,
  "Return successive r-length combinations of elements in the iterable.",
);
populateCombinations(
  combinationsWithReplacementType,
  CombinationsWithReplacement,
  "Return successive r-length combinations of elements in the iterable allowing individual elements to have successive repeats.",
);

/* permutations */

export const permutationsType = itertool("permutations");

class Permutations extends OfPool {
  /** All places, those of the items first. */
  readonly #order: number[];
  /** How many are still to come in each place. */
  readonly #cycles: number[];
  constructor(pool: readonly Value[], r: number) {
    const n = pool.length;
    const hasNone = r > n;
    super(pool, hasNone ? [] : counting(r), hasNone);
    this.#order = counting(n);
    this.#cycles = hasNone ? [] : counting(r).map((i) => n - i);
  }
  protected override advance(): boolean {
    const { places } = this;
    const order = this.#order;
    const cycles = this.#cycles;
    for (let i = places.length - 1; i >= 0; i--) {
      const left = (cycles[i] as number) - 1;
      if (left === 0) {
        // The place goes round once, to the end.
        const first = order[i] as number;
        charge((order.length - i) >> 3);
        for (let j = i; j < order.length - 1; j++) order[j] = order[j + 1] as number;
        order[order.length - 1] = first;
        cycles[i] = order.length - i;
      } else {
        cycles[i] = left;
        const other = order.length - left;
        const place = order[i] as number;
        order[i] = order[other] as number;
        order[other] = place;
        for (let j = i; j < places.length; j++) places[j] = order[j] as number;
        return true;
      }
    }
    return false;
  }
}
layout(Permutations, permutationsType);

populate<Permutations>(
  permutationsType,
  "Return successive r-length permutations of elements in the iterable.",
  ({ staticMethod }) => ({
    __new__: staticMethod(
      "Create and return a new object.",
      [object("cls"), either(object("iterable")), either(optional(object("r"), null, "None"))],
      (cls, iterable, r) =>
        withPool(cls, iterable, (pool) => {
          if (r === null) return new Permutations(pool, pool.length);
          const int = intValue(r);
          if (int === undefined) raise(E.TypeError, "Expected int as r");
          if (int < 0) raise(E.ValueError, "r must be non-negative");
          return new Permutations(pool, fitIndex(int));
        }),
    ),
  }),
);
