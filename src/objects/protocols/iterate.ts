/** Iteration. https://docs.python.org/3/library/stdtypes.html#iterator-types */
import { charge } from "../current.ts";
import { E, isThrown, raise } from "../errors.ts";
import { layout, PyObject, type Value } from "../object.ts";
import {
  after,
  isPending,
  type NativeGenerator,
  type NativeResult,
  PAUSE,
  type Pending,
  Request,
} from "../requests.ts";
import { appendItem, EMPTY_TUPLE, NotImplemented, PyList, PyTuple } from "../sequences.ts";
import { SLOT } from "../slots.ts";
import { listType, noneType, sequenceIteratorType, tupleType, typeName, typeOf } from "../types.ts";
import { slotOf } from "./slot.ts";
import { lengthOf } from "./truth.ts";

const NONE = undefined as never;

/** What a `next` that had to be waited for answers at the end. No Python code ever sees it. */
class Exhausted extends PyObject {}
Exhausted.prototype.shape = noneType.instanceShape;
export const EXHAUSTED: PyObject = new Exhausted();

/**
 * A builtin iterator. `next` answers undefined (at once) or {@link EXHAUSTED} (after a request) at its end, so that
 * nobody has to throw a StopIteration between natives.
 */
export abstract class PyIterator extends PyObject {
  abstract next(): Value | undefined | Pending;
}

/** `iter(value)`. */
export function iterate(value: Value): NativeResult {
  return after(askIterator(value), checkIterator);
}

/** Likewise; the answer is yet to be checked ({@link checkIterator}). */
export function askIterator(value: Value): NativeResult {
  const type = typeOf(value);
  const fn = slotOf(type, SLOT.__iter__);
  if (fn === null) {
    if (
      type.lookup("__iter__") === undefined &&
      slotOf(type, SLOT.__getitem__) !== null &&
      !(type.isBuiltin && MAPPINGS.has(type.name))
    )
      return new SequenceIterator(value);
    raise(E.TypeError, `'${type.name}' object is not iterable`);
  }
  return fn(value, NONE, NONE);
}

/** Builtin types whose items are found by key alone. */
const MAPPINGS: ReadonlySet<string> = new Set(["mappingproxy", "re.Match"]);

/** What `__iter__` answered. */
export function checkIterator(value: Value): Value {
  if (value instanceof PyIterator || slotOf(typeOf(value), SLOT.__next__) !== null) return value;
  return raise(E.TypeError, `iter() returned non-iterator of type '${typeName(value)}'`);
}

/** Runs a Python `__next__` and answers EXHAUSTED for its StopIteration. The machine knows a shorter way. */
export class NextRequest extends Request {
  readonly iterator: Value;
  constructor(iterator: Value) {
    super();
    this.iterator = iterator;
  }
}

/** The next value of an iterator; undefined or (after a request) EXHAUSTED at its end. */
export function nextOf(iterator: Value): Value | undefined | Pending {
  if (iterator instanceof PyIterator && iterator.shape.type.isBuiltin) return iterator.next();
  return new NextRequest(iterator);
}

/** How natives drain an iterable: `for (let item of yield* each(iterable))` would cost a generator; so by hand. */
export function* drain(iterable: Value): Generator<Pending, Value[], Value> {
  const it = iterate(iterable);
  const iterator = (isPending(it) ? yield it : it) as Value;
  const items: Value[] = [];
  for (;;) {
    if (charge(1)) yield PAUSE;
    let item = nextOf(iterator);
    if (isPending(item)) item = yield item;
    if (item === undefined || item === EXHAUSTED) return items;
    appendItem(items, item);
  }
}

/** The items of an iterable that needs no Python code: an array not to be changed, else null. */
export function plainItems(iterable: Value): readonly Value[] | null {
  if (typeof iterable !== "object" || iterable === null) return null;
  if (iterable instanceof PyList && iterable.shape.type === listType) return iterable.items;
  if (iterable instanceof PyTuple && iterable.shape.type === tupleType) return iterable.items;
  return null;
}

/**
 * What a loop keeps of an iterator: the iterator itself, but for one of a class derived from a builtin iterator, whose `__next__`
 * may be Python's. So the loop can step any PyIterator at once.
 */
export function loopIterator(value: Value): Value {
  return value instanceof PyIterator && !value.shape.type.isBuiltin
    ? new DerivedIterator(value)
    : value;
}

class DerivedIterator extends PyIterator {
  readonly #inner: PyIterator;
  constructor(inner: PyIterator) {
    super();
    this.#inner = inner;
  }
  override next(): Pending {
    return new NextRequest(this.#inner);
  }
}
DerivedIterator.prototype.shape = sequenceIteratorType.instanceShape;

/** The old protocol: `__getitem__` with 0, 1, 2 … until IndexError. */
export class SequenceIterator extends PyIterator {
  readonly sequence: Value;
  index = 0;
  isDone = false;
  constructor(sequence: Value) {
    super();
    this.sequence = sequence;
  }
  override next(): Value | undefined | Pending {
    if (this.isDone) return undefined;
    const fn = slotOf(typeOf(this.sequence), SLOT.__getitem__);
    if (fn === null) return undefined;
    try {
      const result = fn(this.sequence, this.index++, NONE);
      return isPending(result) ? this.#wait(result) : (result ?? null);
    } catch (error) {
      return this.#end(error) as undefined;
    }
  }
  *#wait(result: Pending): NativeGenerator {
    try {
      return yield result;
    } catch (error) {
      this.#end(error);
      return EXHAUSTED;
    }
  }
  #end(error: unknown): void {
    if (!isThrown(error, E.IndexError) && !isThrown(error, E.StopIteration)) throw error;
    this.isDone = true;
  }
  /** NotImplemented where the sequence does not know its length. */
  lengthHint(): NativeResult {
    if (this.isDone) return 0;
    if (slotOf(typeOf(this.sequence), SLOT.__len__) === null) return NotImplemented;
    return after(lengthOf(this.sequence), (n) => Math.max((n as number) - this.index, 0));
  }
  reduced(): readonly [Value, Value?] {
    return this.isDone ? [EMPTY_TUPLE] : [this.sequence, this.index];
  }
  seek(index: number): void {
    if (!this.isDone) this.index = Math.max(0, index);
  }
}
layout(SequenceIterator, sequenceIteratorType);
