/**
 * The stable merge sort behind `sort`, which finds runs, as CPython's does. It sorts a permutation, and it ends whatever
 * the comparisons answer. Once as a machine that asks one comparison after another, so that Python code may make them;
 * once as a plain loop.
 */
import { charge } from "./current.ts";

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

/** Runs of this length are made by insertion before they are merged. */
const SHORT_RUN = 8;

/** The order that sorts 0 … n-1 by comparisons that are made at once. */
export function orderBy(n: number, isLess: (left: number, right: number) => boolean): Uint32Array {
  let order = new Uint32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  charge(n);
  let descending = 1;
  while (descending < n && isLess(descending, descending - 1)) descending++;
  if (descending === n) return order.reverse();
  for (let low = 0; low < n; low += SHORT_RUN) {
    const high = Math.min(low + SHORT_RUN, n);
    for (let i = low + 1; i < high; i++) {
      let at = i;
      while (at > low && isLess(i, order[at - 1] as number)) {
        order[at] = order[at - 1] as number;
        at--;
      }
      order[at] = i;
    }
  }
  let other = new Uint32Array(n);
  for (let length = SHORT_RUN; length < n; length *= 2) {
    charge(n);
    for (let low = 0; low < n; low += 2 * length)
      merge(order, other, low, Math.min(low + length, n), Math.min(low + 2 * length, n), isLess);
    [order, other] = [other, order];
  }
  return order;
}

/** Merges two neighbouring runs of `from` into `to`. Equal items keep their order. */
function merge(
  from: Uint32Array,
  to: Uint32Array,
  low: number,
  middle: number,
  high: number,
  isLess: (left: number, right: number) => boolean,
): void {
  if (middle >= high || !isLess(from[middle] as number, from[middle - 1] as number)) {
    to.set(from.subarray(low, high), low);
    return;
  }
  let left = low;
  let right = middle;
  for (let out = low; out < high; out++) {
    if (left < middle && (right >= high || !isLess(from[right] as number, from[left] as number)))
      to[out] = from[left++] as number;
    else to[out] = from[right++] as number;
  }
}
