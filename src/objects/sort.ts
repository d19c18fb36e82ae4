/**
 * Sorting: a stable merge sort that finds runs, as CPython's does. It sorts a permutation, so an exception leaves the
 * items as they were, and it ends whatever the comparisons answer.
 *
 * The algorithm is a machine that asks one comparison after another ({@link MergeSort}), so that builtin keys are
 * compared in a plain loop, and Python's `__lt__` by a frame that may wait between any two of them.
 */
import { charge } from "./current.ts";
import { callNative, PyNative } from "./native.ts";
import type { Value } from "./object.ts";
import { DECLINED } from "./params.ts";
import { holds } from "./protocols/compare.ts";
import { orderingNumber, plainLess } from "./protocols/sequence-compare.ts";
import { CallRequest, isPending, NativeFrame, type NativeResult } from "./requests.ts";
import { LT } from "./slots.ts";

/** Runs shorter than this are made longer by insertion. */
const MIN_RUN = 24;

/** What the answer to a comparison decides. */
const Step = { newRun: 0, firstPair: 1, runEnd: 2, insertion: 3, merge: 4 } as const;

/** Sorts the numbers 0 … n-1 by comparisons that somebody else makes. */
export class MergeSort {
  /** The permutation: sorted once {@link advance} answers false. */
  readonly order: Uint32Array;
  /** The comparison asked for: is key `left` less than key `right`? */
  left = 0;
  right = 0;
  #step: number = Step.newRun;
  /** The run in the making is `#low` ≤ i < `#high`. */
  #low = 0;
  #high = 0;
  #isDescending = false;
  /** The run is made at least as long as this by insertion. */
  #target = 0;
  #from = 0;
  #to = 0;
  /** Lengths and starts of the runs not yet merged. */
  readonly #starts: number[] = [];
  readonly #lengths: number[] = [];
  /** The left run of the merge, moved out of the way. */
  #buffer: Uint32Array = new Uint32Array(0);
  #bufferAt = 0;
  #bufferLength = 0;
  #rightAt = 0;
  #rightEnd = 0;
  #out = 0;

  constructor(length: number) {
    this.order = new Uint32Array(length);
    for (let i = 0; i < length; i++) this.order[i] = i;
  }

  #ask(left: number, right: number): true {
    this.left = left;
    this.right = right;
    return true;
  }

  /** Goes on until a comparison is needed (true) or all is sorted. */
  advance(): boolean {
    const { order } = this;
    const n = order.length;
    for (;;) {
      switch (this.#step) {
        case Step.newRun:
          if (this.#low >= n) {
            if (!this.#startMerge(true)) return false;
            break;
          }
          this.#high = this.#low + 1;
          if (this.#high >= n) {
            this.#isDescending = false;
            this.#endRun();
            break;
          }
          this.#step = Step.firstPair;
          return this.#ask(order[this.#high] as number, order[this.#low] as number);
        case Step.runEnd:
          if (this.#high < n)
            return this.#ask(order[this.#high] as number, order[this.#high - 1] as number);
          this.#endRun();
          break;
        case Step.insertion:
          if (this.#from < this.#to) {
            const middle = (this.#from + this.#to) >> 1;
            return this.#ask(order[this.#high] as number, order[middle] as number);
          }
          this.#insert();
          break;
        default:
          if (this.#bufferAt < this.#bufferLength && this.#rightAt < this.#rightEnd)
            return this.#ask(
              order[this.#rightAt] as number,
              this.#buffer[this.#bufferAt] as number,
            );
          this.#endMerge();
      }
    }
  }

  /** The answer to the comparison that {@link advance} asked for. */
  answer(isLess: boolean): void {
    switch (this.#step) {
      case Step.firstPair:
        this.#isDescending = isLess;
        this.#high++;
        this.#step = Step.runEnd;
        break;
      case Step.runEnd:
        if (isLess === this.#isDescending) this.#high++;
        else this.#endRun();
        break;
      case Step.insertion: {
        const middle = (this.#from + this.#to) >> 1;
        if (isLess) this.#to = middle;
        else this.#from = middle + 1;
        break;
      }
      default:
        // Equal items keep their order: the left one goes first unless the right one is less.
        this.order[this.#out++] = (
          isLess ? this.order[this.#rightAt++] : this.#buffer[this.#bufferAt++]
        ) as number;
    }
  }

  #endRun(): void {
    if (this.#isDescending) this.order.subarray(this.#low, this.#high).reverse();
    this.#target = Math.min(this.#low + MIN_RUN, this.order.length);
    this.#beginInsertion();
  }

  #beginInsertion(): void {
    if (this.#high >= this.#target) {
      this.#starts.push(this.#low);
      this.#lengths.push(this.#high - this.#low);
      this.#low = this.#high;
      this.#step = Step.newRun;
      this.#startMerge(false);
      return;
    }
    this.#from = this.#low;
    this.#to = this.#high;
    this.#step = Step.insertion;
  }

  #insert(): void {
    const { order } = this;
    const pivot = order[this.#high] as number;
    order.copyWithin(this.#from + 1, this.#from, this.#high);
    order[this.#from] = pivot;
    this.#high++;
    this.#beginInsertion();
  }

  /** Begins a merge if the lengths of the last runs (or `all`: that the end is reached) call for one. */
  #startMerge(all: boolean): boolean {
    const lengths = this.#lengths;
    const top = lengths.length - 1;
    if (top < 1) return false;
    // The invariants of CPython's merge_collapse: each run is longer than the two above it together.
    const c = lengths[top] as number;
    const b = lengths[top - 1] as number;
    const a = top > 1 ? (lengths[top - 2] as number) : Number.POSITIVE_INFINITY;
    const isUneven = a <= b + c || (top > 2 && (lengths[top - 3] as number) <= a + b);
    if (!all && !isUneven && b > c) return false;
    const at = (all || isUneven) && a < c ? top - 2 : top - 1;
    this.#merge(at);
    return true;
  }

  #merge(at: number): void {
    const start = this.#starts[at] as number;
    const middle = this.#starts[at + 1] as number;
    const end = middle + (this.#lengths[at + 1] as number);
    this.#lengths[at] = end - start;
    this.#starts.splice(at + 1, 1);
    this.#lengths.splice(at + 1, 1);
    this.#bufferLength = middle - start;
    if (this.#buffer.length < this.#bufferLength)
      this.#buffer = new Uint32Array(Math.max(this.#bufferLength, this.order.length >> 1));
    this.#buffer.set(this.order.subarray(start, middle));
    this.#bufferAt = 0;
    this.#rightAt = middle;
    this.#rightEnd = end;
    this.#out = start;
    this.#step = Step.merge;
  }

  #endMerge(): void {
    this.order.set(this.#buffer.subarray(this.#bufferAt, this.#bufferLength), this.#out);
    this.#step = Step.newRun;
    this.#startMerge(false);
  }
}

/** Work is charged once for so many comparisons. */
const CHARGED = 256;

/** Sorts by plain comparisons. */
function sortPlainly<T>(keys: readonly T[], isLess: (a: T, b: T) => boolean): Uint32Array {
  const sort = new MergeSort(keys.length);
  let count = 0;
  while (sort.advance()) {
    if (++count % CHARGED === 0) charge(CHARGED);
    sort.answer(isLess(keys[sort.left] as T, keys[sort.right] as T));
  }
  return sort.order;
}

const lessNumber = (a: number, b: number): boolean => a < b;
const lessNumeric = (a: number | bigint, b: number | bigint): boolean => a < b;
const lessString = (a: string, b: string): boolean => a < b;

/** The sorted order of keys that are all ints and floats, or all plain str; null for others. */
function orderPlainly(keys: readonly Value[]): Uint32Array | null {
  const first = keys[0] as Value;
  if (typeof first === "string") {
    for (const key of keys) if (typeof key !== "string") return null;
    return sortPlainly(keys as readonly string[], lessString);
  }
  if (typeof first === "number" && keys.every((key) => typeof key === "number"))
    return sortPlainly(keys as readonly number[], lessNumber);
  if (orderingNumber(first) === undefined) return null;
  const numbers: (number | bigint)[] = [];
  for (const key of keys) {
    const number = orderingNumber(key);
    if (number === undefined) return null;
    numbers.push(number);
  }
  return sortPlainly(numbers, lessNumeric);
}

const Phase = { keys: 0, comparisons: 1 } as const;

/** Computes the keys, one call an item, then compares them; waits wherever Python code does. */
class SortFrame extends NativeFrame {
  readonly #items: Value[];
  readonly #key: Value;
  readonly #isReversed: boolean;
  #keys: Value[];
  #sort: MergeSort | null = null;
  #phase: number;
  #count = 0;
  #first: NativeResult = undefined;

  constructor(items: Value[], key: Value, isReversed: boolean) {
    super();
    this.#items = items;
    this.#key = key;
    this.#isReversed = isReversed;
    this.#phase = key === null ? Phase.comparisons : Phase.keys;
    this.#keys = key === null ? items.slice() : [];
  }

  /** Runs as far as it gets without waiting: the answer is undefined, or this frame. */
  start(): NativeResult {
    const result = this.#run();
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
    if (answer !== undefined) {
      if (this.#phase === Phase.keys) this.#keys.push(answer);
      else this.#sort?.answer(answer as boolean);
    }
    return this.#run();
  }

  #run(): NativeResult {
    if (this.#phase === Phase.keys) {
      const pending = this.#makeKeys();
      if (pending !== undefined) return pending;
      this.#phase = Phase.comparisons;
    }
    return this.#compare();
  }

  #makeKeys(): NativeResult {
    const items = this.#items;
    const keys = this.#keys;
    const key = this.#key;
    const isLeaf = key instanceof PyNative && key.isLeaf;
    while (keys.length < items.length) {
      if (++this.#count % CHARGED === 0) charge(CHARGED);
      const item = items[keys.length] as Value;
      if (!isLeaf) return new CallRequest(key, [item], null);
      const result = callNative(key, [item], null);
      if (isPending(result)) return result;
      keys.push(result ?? null);
    }
    return undefined;
  }

  #compare(): NativeResult {
    let sort = this.#sort;
    if (sort === null) {
      // Reversed before and after, equal items keep their order.
      if (this.#isReversed) this.#keys.reverse();
      if (this.#keys.length < 2) return undefined;
      const order = orderPlainly(this.#keys);
      if (order !== null) return this.#finish(order);
      sort = new MergeSort(this.#keys.length);
      this.#sort = sort;
    }
    const keys = this.#keys;
    while (sort.advance()) {
      if (++this.#count % CHARGED === 0) charge(CHARGED);
      const left = keys[sort.left] as Value;
      const right = keys[sort.right] as Value;
      let isLess: ReturnType<typeof plainLess | typeof holds> = plainLess(left, right);
      if (isLess === DECLINED) {
        isLess = holds(LT, left, right);
        if (isPending(isLess)) return isLess;
      }
      sort.answer(isLess);
    }
    return this.#finish(sort.order);
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
