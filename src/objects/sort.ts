/**
 * Sorting: keys first, one call an item, then comparisons. An exception leaves the items as they were.
 *
 * Keys of one builtin kind are compared in a plain loop, others by a frame that may wait between any two comparisons.
 */
import { charge } from "./current.ts";
import { MergeSort, orderBy } from "./merge-sort.ts";
import { PyInstance, type Value } from "./object.ts";
import { DECLINED, type Declined } from "./params.ts";
import { Comparison } from "./protocols/comparison.ts";
import { KeyFunction } from "./protocols/key-function.ts";
import { orderingNumber, plainLess } from "./protocols/sequence-compare.ts";
import { isPending, NativeFrame, type NativeResult, PAUSE, type Pending } from "./requests.ts";
import type { PyTuple } from "./sequences.ts";
import { LT } from "./slots.ts";
import { tupleType } from "./types.ts";

/** Work is charged once for so many keys or comparisons. */
const CHARGED = 256;

type IsLess = (left: number, right: number) => boolean;

/** The sorted order of keys of one builtin kind; null for others. */
function plainOrder(keys: readonly Value[]): Uint32Array | null {
  const first = keys[0];
  let isLess: IsLess | null;
  if (typeof first === "object" && first !== null && first.shape.type === tupleType)
    isLess = tupleComparison(keys, (first as PyTuple).items.length);
  else if (typeof first === "string") {
    const strings = stringsOf(keys);
    isLess = strings === null ? null : (i, j) => (strings[i] as string) < (strings[j] as string);
  } else {
    const numbers = numbersOf(keys);
    const packed = numbers === keys ? packedOrder(numbers as readonly number[]) : null;
    if (packed !== null) return packed;
    isLess =
      numbers === null
        ? wideComparison(keys)
        : (i, j) => (numbers[i] as number) < (numbers[j] as number);
  }
  return isLess === null ? null : orderBy(keys.length, isLess);
}

/** Plain strings have no surrogates, so the order of code units is that of code points. */
function stringsOf(keys: readonly Value[]): readonly string[] | null {
  for (const key of keys) if (typeof key !== "string") return null;
  return keys as readonly string[];
}

/** The keys themselves where they are small ints, copies of other numbers; null where some are no doubles. */
function numbersOf(keys: readonly Value[]): readonly number[] | null {
  let at = 0;
  while (at < keys.length && typeof keys[at] === "number") at++;
  if (at === keys.length) return keys as readonly number[];
  const numbers: number[] = [];
  for (const key of keys) {
    const number = orderingNumber(key);
    if (typeof number !== "number") return null;
    numbers.push(number);
  }
  return numbers;
}

/** Ints that leave room for it are sorted together with their place, so that equal ones keep their order. */
function packedOrder(keys: readonly number[]): Uint32Array | null {
  const n = keys.length;
  // A power of two: dividing by it is exact.
  const room = 2 ** Math.ceil(Math.log2(n));
  const most = Number.MAX_SAFE_INTEGER / room - 1;
  const packed = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const key = keys[i] as number;
    if (key > most || key < -most) return null;
    packed[i] = key * room + i;
  }
  charge(n * Math.ceil(Math.log2(n)));
  packed.sort();
  const order = new Uint32Array(n);
  for (let i = 0; i < n; i++) {
    const value = packed[i] as number;
    order[i] = value - Math.floor(value / room) * room;
  }
  return order;
}

/** For ints of any size, among other numbers. */
function wideComparison(keys: readonly Value[]): IsLess | null {
  const numbers: (number | bigint)[] = [];
  for (const key of keys) {
    const number = orderingNumber(key);
    if (number === undefined) return null;
    numbers.push(number);
  }
  return (i, j) => (numbers[i] as number | bigint) < (numbers[j] as number | bigint);
}

/** For tuples of one length, each place of which has numbers or strings. */
function tupleComparison(keys: readonly Value[], length: number): IsLess | null {
  for (const key of keys) {
    if (typeof key !== "object" || key === null || key.shape.type !== tupleType) return null;
    if ((key as PyTuple).items.length !== length) return null;
  }
  const columns: (readonly string[] | readonly number[])[] = [];
  for (let at = 0; at < length; at++) {
    const column: Value[] = [];
    for (const key of keys) column.push((key as PyTuple).items[at] as Value);
    const plain = typeof column[0] === "string" ? stringsOf(column) : numbersOf(column);
    if (plain === null) return null;
    // A NaN is equal to itself, in a tuple, but not as a number.
    if (plain !== column && (plain as readonly number[]).some(Number.isNaN)) return null;
    columns.push(plain);
  }
  charge(keys.length * length);
  return (i, j) => {
    for (let at = 0; at < length; at++) {
      const column = columns[at] as readonly string[];
      const left = column[i] as string;
      const right = column[j] as string;
      if (left !== right) return left < right;
    }
    return false;
  };
}

/** What a {@link SortFrame} waits for: to begin, a key, a comparison, or nothing but that it goes on. */
const State = { begin: 0, key: 1, comparison: 2, pause: 3 } as const;

/** Computes the keys, then compares them; waits wherever Python code does. */
class SortFrame extends NativeFrame {
  readonly #items: Value[];
  readonly #key: KeyFunction | null;
  readonly #isReversed: boolean;
  readonly #keys: Value[];
  #sort: MergeSort | null = null;
  readonly #comparison = new Comparison();
  #state: number = State.begin;
  #count = 0;
  #first: NativeResult = undefined;

  constructor(items: Value[], key: Value, isReversed: boolean) {
    super();
    this.#items = items;
    this.#key = key === null ? null : new KeyFunction(key);
    this.#isReversed = isReversed;
    this.#keys = key === null ? items.slice() : [];
  }

  /** Runs as far as it gets without waiting: the answer is undefined, or this frame. */
  start(): NativeResult {
    const result = this.#makeKeys();
    if (!isPending(result)) return result;
    this.#first = result;
    return this;
  }

  override resume(answer: Value | undefined): NativeResult {
    if (this.#first !== undefined) {
      const first = this.#first;
      this.#first = undefined;
      return first;
    }
    if (this.#state === State.key) this.#keys.push(answer as Value);
    else if (this.#state === State.comparison) {
      const isLess = this.#comparison.heard(answer as Value);
      if (typeof isLess !== "boolean") return isLess;
      this.#sort?.answer(isLess);
    }
    return this.#sort === null ? this.#makeKeys() : this.#compare(this.#sort);
  }

  #makeKeys(): NativeResult {
    const items = this.#items;
    const keys = this.#keys;
    const key = this.#key;
    if (key !== null)
      while (keys.length < items.length) {
        const made = key.of(items[keys.length] as Value);
        if (isPending(made)) {
          this.#state = State.key;
          return made;
        }
        keys.push(made ?? null);
        if (keys.length % CHARGED === 0 && charge(CHARGED)) return this.#pause();
      }
    // Reversed before and after, equal items keep their order.
    if (this.#isReversed) keys.reverse();
    if (keys.length < 2) return undefined;
    const order = plainOrder(keys);
    if (order !== null) return this.#finish(order);
    this.#sort = new MergeSort(keys.length);
    return this.#compare(this.#sort);
  }

  #pause(): NativeResult {
    this.#state = State.pause;
    return PAUSE;
  }

  #compare(sort: MergeSort): NativeResult {
    const keys = this.#keys;
    for (;;) {
      if (++this.#count % CHARGED === 0 && charge(CHARGED)) return this.#pause();
      if (!sort.advance()) return this.#finish(sort.order);
      const left = keys[sort.left] as Value;
      const right = keys[sort.right] as Value;
      // Instances of classes written in Python have a comparison of their own, or none.
      let isLess: boolean | Declined | Pending =
        left instanceof PyInstance ? DECLINED : plainLess(left, right);
      if (isLess === DECLINED) {
        isLess = this.#comparison.ask(LT, left, right);
        if (typeof isLess !== "boolean") {
          this.#state = State.comparison;
          return isLess;
        }
      }
      sort.answer(isLess);
    }
  }

  /** Puts the items in their order. */
  #finish(order: Uint32Array): undefined {
    const items = this.#items;
    const from = items.slice();
    const n = from.length;
    if (this.#isReversed)
      for (let i = 0; i < n; i++) items[n - 1 - i] = from[n - 1 - (order[i] as number)] as Value;
    else for (let i = 0; i < n; i++) items[i] = from[order[i] as number] as Value;
  }

  override get name(): string {
    return "sort";
  }
}

/**
 * Sorts an array in place by `key` (null: by the items themselves). The answer is undefined, or a request that ends in
 * None; until then, and after an exception, the array is unchanged. Nobody else may change it meanwhile.
 */
export function sortItems(items: Value[], key: Value, reverse: boolean): NativeResult {
  if (key === null && items.length > 1 && items.every((item) => typeof item === "number")) {
    // Equal ints cannot be told apart, so neither stability nor direction needs care.
    charge(items.length * Math.ceil(Math.log2(items.length)));
    const sorted = Float64Array.from(items as number[]).sort();
    if (reverse) sorted.reverse();
    for (let i = 0; i < sorted.length; i++) items[i] = sorted[i] as number;
    return undefined;
  }
  return new SortFrame(items, key, reverse).start();
}
