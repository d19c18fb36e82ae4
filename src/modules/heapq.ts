/** The _heapq module: heaps in lists, with the smallest item first, or the largest. https://docs.python.org/3/library/heapq.html */
import { notA } from "../objects/conversions.ts";
import { charge } from "../objects/current.ts";
import { defineModule, type Entry, type FunctionBuilder } from "../objects/define.ts";
import { E, raise } from "../objects/errors.ts";
import type { Value } from "../objects/object.ts";
import { DECLINED, object, type Param, param } from "../objects/params.ts";
import { holds } from "../objects/protocols/compare.ts";
import { plainLess } from "../objects/protocols/sequence-compare.ts";
import {
  after,
  isPending,
  type NativeGenerator,
  type NativeResult,
  type Pending,
} from "../objects/requests.ts";
import { appendItem, PyList } from "../objects/sequences.ts";
import { LT } from "../objects/slots.ts";

/** Does one item come before another? `isMax`: the larger one does. */
function comesFirst(a: Value, b: Value, isMax: boolean): boolean | Pending {
  const plain = isMax ? plainLess(b, a) : plainLess(a, b);
  if (plain !== DECLINED) return plain;
  return isMax ? holds(LT, b, a) : holds(LT, a, b);
}

const outOfRange = (): never => raise(E.IndexError, "index out of range");

function checkSize(heap: PyList, size: number): void {
  if (heap.items.length !== size) raise(E.RuntimeError, "list changed size during iteration");
}

/**
 * An item goes towards the root (to `start` at most) until its parent comes before it. The answer is -1, or where it is when
 * Python code has to compare it.
 */
function rise(items: Value[], start: number, from: number, isMax: boolean): number {
  const item = items[from] as Value;
  let at = from;
  while (at > start) {
    const parent = items[(at - 1) >> 1] as Value;
    const isFirst = isMax ? plainLess(parent, item) : plainLess(item, parent);
    if (isFirst === DECLINED) {
      items[at] = item;
      return at;
    }
    if (!isFirst) break;
    items[at] = parent;
    at = (at - 1) >> 1;
  }
  items[at] = item;
  return -1;
}

/** The same by requests. */
function* riseSlowly(
  heap: PyList,
  start: number,
  from: number,
  isMax: boolean,
): Generator<Pending, void, Value> {
  const size = heap.items.length;
  for (let at = from; at > start; ) {
    const up = (at - 1) >> 1;
    const isFirst = comesFirst(heap.items[at] as Value, heap.items[up] as Value, isMax);
    if (isPending(isFirst)) {
      const answer = yield isFirst;
      checkSize(heap, size);
      if (!answer) return;
    } else if (!isFirst) return;
    const { items } = heap;
    const item = items[at] as Value;
    items[at] = items[up] as Value;
    items[up] = item;
    at = up;
  }
}

/**
 * An item goes down to a leaf, always where the child is that comes first, and from there up again to its place. The answer
 * is undefined, or a request where Python code has to compare.
 */
function sift(heap: PyList, from: number, isMax: boolean): Pending | undefined {
  const { items } = heap;
  const size = items.length;
  if (from >= size) outOfRange();
  const item = items[from] as Value;
  const limit = size >> 1;
  let at = from;
  while (at < limit) {
    let child = 2 * at + 1;
    if (child + 1 < size) {
      const [a, b] = [items[child] as Value, items[child + 1] as Value];
      const isFirst = isMax ? plainLess(b, a) : plainLess(a, b);
      if (isFirst === DECLINED) {
        items[at] = item;
        return siftSlowly(heap, from, at, isMax);
      }
      if (!isFirst) child++;
    }
    items[at] = items[child] as Value;
    at = child;
  }
  items[at] = item;
  const declined = rise(items, from, at, isMax);
  return declined < 0 ? undefined : riseSlowly(heap, from, declined, isMax);
}

function* siftSlowly(heap: PyList, start: number, from: number, isMax: boolean): NativeGenerator {
  const size = heap.items.length;
  let at = from;
  while (at < size >> 1) {
    let child = 2 * at + 1;
    if (child + 1 < size) {
      const { items } = heap;
      const isFirst = comesFirst(items[child] as Value, items[child + 1] as Value, isMax);
      if (isPending(isFirst)) {
        if (!(yield isFirst)) child++;
        checkSize(heap, size);
      } else if (!isFirst) child++;
    }
    const { items } = heap;
    const item = items[at] as Value;
    items[at] = items[child] as Value;
    items[child] = item;
    at = child;
  }
  yield* riseSlowly(heap, start, at, isMax);
  return null;
}

function push(heap: PyList, item: Value, isMax: boolean): NativeResult {
  const { items } = heap;
  appendItem(items, item);
  const declined = rise(items, 0, items.length - 1, isMax);
  return declined < 0 ? null : afterDone(riseSlowly(heap, 0, declined, isMax), null);
}

function afterDone(pending: Pending | undefined, result: Value): NativeResult {
  return pending === undefined ? result : after(pending, () => result);
}

function replace(heap: PyList, item: Value, isMax: boolean): NativeResult {
  const { items } = heap;
  if (items.length === 0) outOfRange();
  const first = items[0] as Value;
  items[0] = item;
  return afterDone(sift(heap, 0, isMax), first);
}

function pop(heap: PyList, isMax: boolean): NativeResult {
  const last = heap.items.pop();
  if (last === undefined) return outOfRange();
  return heap.items.length === 0 ? last : replace(heap, last, isMax);
}

function pushPop(heap: PyList, item: Value, isMax: boolean): NativeResult {
  if (heap.items.length === 0) return item;
  const first = comesFirst(heap.items[0] as Value, item, isMax);
  const decide = (isFirst: boolean) => (isFirst ? replace(heap, item, isMax) : item);
  return isPending(first) ? after(first, (answer) => decide(answer as boolean)) : decide(first);
}

function heapify(heap: PyList, isMax: boolean): NativeResult {
  charge(heap.items.length);
  for (let i = (heap.items.length >> 1) - 1; i >= 0; i--) {
    const pending = sift(heap, i, isMax);
    if (pending !== undefined) return heapifySlowly(heap, i, pending, isMax);
  }
  return null;
}

function* heapifySlowly(
  heap: PyList,
  from: number,
  first: Pending,
  isMax: boolean,
): NativeGenerator {
  yield first;
  for (let i = from - 1; i >= 0; i--) {
    const pending = sift(heap, i, isMax);
    if (pending !== undefined) yield pending;
  }
  return null;
}

function heapParam(where: number | ""): Param<PyList> {
  return param("heap", (value, fn) =>
    value instanceof PyList ? value : notA("list", value, fn, where),
  );
}

function functions(
  { caller }: FunctionBuilder,
  isMax: boolean,
): { readonly [name: string]: Entry } {
  const suffix = isMax ? "_max" : "";
  const kind = isMax ? "max-heap" : "heap";
  const two = [heapParam(1), object("item")] as const;
  return {
    [`heapify${suffix}`]: caller(
      `Transform list into a ${kind}, in-place, in O(len(heap)) time.`,
      [heapParam("")],
      (heap) => heapify(heap, isMax),
    ),
    [`heappush${suffix}`]: caller(
      `Push item onto ${kind}, maintaining the heap invariant.`,
      two,
      (heap, item) => push(heap, item, isMax),
    ),
    [`heappop${suffix}`]: caller(
      `Pop the ${isMax ? "largest" : "smallest"} item off the heap, maintaining the heap invariant.`,
      [heapParam("")],
      (heap) => pop(heap, isMax),
    ),
    [`heapreplace${suffix}`]: caller(
      `Pop and return the current ${isMax ? "largest" : "smallest"} value, and add the new item.`,
      two,
      (heap, item) => replace(heap, item, isMax),
    ),
    [`heappushpop${suffix}`]: caller(
      `Push item on the heap, then pop and return the ${isMax ? "largest" : "smallest"} item from the heap.`,
      two,
      (heap, item) => pushPop(heap, item, isMax),
    ),
  };
}

export const heapqModule = defineModule(
  "_heapq",
  "Heap queue algorithm (a.k.a. priority queue).",
  (builder) => ({ ...functions(builder, false), ...functions(builder, true) }),
);
