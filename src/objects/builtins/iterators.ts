/**
 * The iterators of builtin containers, and the members that all builtin iterators share. Those that combine other
 * iterators (`map`, `zip` …) are in combinators.ts.
 */
import { clampIndex } from "../conversions.ts";
import { charge, current } from "../current.ts";
import { members, type TypeBuilder, together } from "../define.ts";
import { E, isThrown, PyThrow, raise } from "../errors.ts";
import type { Entry, HashTable } from "../hash-table.ts";
import { type Int, intValue, normalize } from "../int.ts";
import { layout, type Value } from "../object.ts";
import { object } from "../params.ts";
import { getItem } from "../protocols/items.ts";
import { EXHAUSTED, noteStop, PyIterator, stopOf } from "../protocols/iterate.ts";
import { lengthOf } from "../protocols/truth.ts";
import {
  after,
  isPending,
  type NativeGenerator,
  type NativeResult,
  type Pending,
} from "../requests.ts";
import {
  EMPTY_TUPLE,
  type PyByteArray,
  PyBytes,
  PyList,
  PyRange,
  PyTuple,
  tuple,
} from "../sequences.ts";
import { fromPoints, type PyStr } from "../str.ts";
import type { Members, PyType } from "../type.ts";
import {
  asciiIteratorType,
  bytearrayIteratorType,
  bytesIteratorType,
  dictItemIteratorType,
  dictKeyIteratorType,
  dictReverseItemIteratorType,
  dictReverseKeyIteratorType,
  dictReverseValueIteratorType,
  dictValueIteratorType,
  listIteratorType,
  listReverseIteratorType,
  longRangeIteratorType,
  rangeIteratorType,
  reversedType,
  sequenceIteratorType,
  setIteratorType,
  strIteratorType,
  tupleIteratorType,
} from "../types.ts";

/** What an iterator is made of again, and (where there is one) where it is in that. */
export type Reduction = readonly [source: Value, state?: Value];

/** Iterators that know how much they have left. */
interface Hinting extends PyIterator {
  lengthHint(): NativeResult;
}
/** Iterators that can be copied. */
interface Reducible extends PyIterator {
  /** What makes one; `iter` unless it is said. */
  readonly maker?: PyType;
  reduced(): Reduction;
}
interface Seekable extends Reducible {
  /** Goes to a place; integers beyond JavaScript's are for long ranges alone. */
  seek(index: never): unknown;
}

/** The result of `__reduce__`: a callable, its arguments, and the state, if there is one. */
export function reduction(maker: PyType | undefined, args: readonly Value[], state?: Value): Value {
  const by = maker ?? current.interpreter.builtins.get("iter") ?? null;
  const made = new PyTuple(args);
  return state === undefined ? tuple(by, made) : tuple(by, made, state);
}

const SSIZE = 64;

const reducingMembers: Members = members<Reducible>(({ method }) => [
  {
    __reduce__: method("Return state information for pickling.", [], (self) => {
      const [source, state] = self.reduced();
      return reduction(self.maker, [source], state);
    }),
  },
]);

const seekingMembers: Members = members<Seekable>(({ caller }) => [
  {
    __setstate__: caller(
      "Set state information for unpickling.",
      [object("object")],
      (self, state) => {
        const index = intValue(state);
        if (index === undefined) raise(E.TypeError, "an integer is required");
        if (self instanceof LongRangeIterator) self.seek(index);
        else if (typeof index === "bigint" && BigInt.asIntN(SSIZE, index) !== index)
          raise(
            E.OverflowError,
            `Python int too large to convert to C ${self instanceof RangeIterator ? "long" : "ssize_t"}`,
          );
        else
          return after((self.seek(clampIndex(index) as never) ?? null) as NativeResult, () => null);
        return null;
      },
    ),
  },
]);

export class ListIterator extends PyIterator {
  /** Null once it was at its end: there it stays, even if the list grows. The machine steps it by itself. */
  list: PyList | null;
  index = 0;
  constructor(list: PyList) {
    super();
    this.list = list;
  }
  override next(): Value | undefined {
    const list = this.list;
    if (list === null) return undefined;
    if (this.index < list.items.length) return list.items[this.index++];
    this.list = null;
    return undefined;
  }
  lengthHint(): number {
    return this.list === null ? 0 : Math.max(this.list.items.length - this.index, 0);
  }
  reduced(): Reduction {
    const { list, index } = this;
    return list === null ? [new PyList([])] : [list, index];
  }
  seek(index: number): void {
    // sic: below zero it is at its end.
    if (index < 0) this.list = null;
    else this.index = Math.min(index, this.list?.items.length ?? 0);
  }
}
layout(ListIterator, listIteratorType);

export class ListReverseIterator extends PyIterator {
  #list: PyList | null;
  #index: number;
  constructor(list: PyList) {
    super();
    this.#list = list;
    this.#index = list.items.length - 1;
  }
  override next(): Value | undefined {
    const list = this.#list;
    if (list === null) return undefined;
    if (this.#index >= 0 && this.#index < list.items.length) return list.items[this.#index--];
    this.#list = null;
    return undefined;
  }
  lengthHint(): number {
    const left = this.#index + 1;
    return this.#list === null || this.#list.items.length < left ? 0 : left;
  }
  get maker(): PyType {
    return reversedType;
  }
  reduced(): Reduction {
    return this.#list === null ? [new PyList([])] : [this.#list, this.#index];
  }
  seek(index: number): void {
    if (this.#list !== null)
      this.#index = Math.max(-1, Math.min(index, this.#list.items.length - 1));
  }
}
layout(ListReverseIterator, listReverseIteratorType);

/** Over an array that does not change: of a tuple, or made for the purpose. */
export class TupleIterator extends PyIterator {
  readonly #items: readonly Value[];
  #index = 0;
  #isDone = false;
  constructor(items: readonly Value[]) {
    super();
    this.#items = items;
  }
  override next(): Value | undefined {
    if (this.#index < this.#items.length) return this.#items[this.#index++];
    this.#isDone = true;
    return undefined;
  }
  lengthHint(): number {
    return this.#items.length - this.#index;
  }
  reduced(): Reduction {
    const isDone = this.#isDone;
    return isDone ? [EMPTY_TUPLE] : [new PyTuple(this.#items), this.#index];
  }
  seek(index: number): void {
    if (!this.#isDone) this.#index = Math.max(0, Math.min(index, this.#items.length));
  }
}
layout(TupleIterator, tupleIteratorType);

/** Over text whose code units are its code points. */
export class TextIterator extends PyIterator {
  readonly #text: string;
  #index = 0;
  #isDone = false;
  constructor(text: string) {
    super();
    this.#text = text;
  }
  override next(): Value | undefined {
    if (this.#index < this.#text.length) return this.#text[this.#index++] as string;
    this.#isDone = true;
    return undefined;
  }
  lengthHint(): number {
    return this.#text.length - this.#index;
  }
  reduced(): Reduction {
    return this.#isDone ? [""] : [this.#text, this.#index];
  }
  seek(index: number): void {
    if (!this.#isDone) this.#index = Math.max(0, Math.min(index, this.#text.length));
  }
}
layout(TextIterator, asciiIteratorType);
class WideTextIterator extends TextIterator {}
layout(WideTextIterator, strIteratorType);

/** Over text with astral characters or lone surrogates, a code point at a time. */
export class PointIterator extends PyIterator {
  readonly #points: Uint32Array;
  #index = 0;
  #isDone = false;
  constructor(points: Uint32Array) {
    super();
    this.#points = points;
  }
  override next(): Value | undefined {
    if (this.#index >= this.#points.length) {
      this.#isDone = true;
      return undefined;
    }
    const point = this.#points[this.#index++] as number;
    return point < 0xd800 ? String.fromCharCode(point) : fromPoints([point]);
  }
  lengthHint(): number {
    return this.#points.length - this.#index;
  }
  reduced(): Reduction {
    return this.#isDone ? [""] : [fromPoints(this.#points), this.#index];
  }
  seek(index: number): void {
    if (!this.#isDone) this.#index = Math.max(0, Math.min(index, this.#points.length));
  }
}
layout(PointIterator, strIteratorType);

/** `iter(str)`. */
export function iterateStr(value: string | PyStr): PyIterator {
  if (typeof value !== "string") {
    // An instance of a class derived from str may hold plain text.
    return value.isRaw || value.points.length !== value.text.length
      ? new PointIterator(value.points)
      : iterateStr(value.text);
  }
  for (let i = 0; i < value.length; i++)
    if (value.charCodeAt(i) > 0x7f) return new WideTextIterator(value);
  return new TextIterator(value);
}

export class BytesIterator extends PyIterator {
  readonly #bytes: Uint8Array;
  #index = 0;
  #isDone = false;
  constructor(bytes: Uint8Array) {
    super();
    this.#bytes = bytes;
  }
  override next(): Value | undefined {
    if (this.#index < this.#bytes.length) return this.#bytes[this.#index++] as number;
    this.#isDone = true;
    return undefined;
  }
  lengthHint(): number {
    return this.#bytes.length - this.#index;
  }
  reduced(): Reduction {
    return this.#isDone ? [EMPTY_TUPLE] : [new PyBytes(this.#bytes), this.#index];
  }
  seek(index: number): void {
    if (!this.#isDone) this.#index = Math.max(0, Math.min(index, this.#bytes.length));
  }
}
layout(BytesIterator, bytesIteratorType);

export class ByteArrayIterator extends PyIterator {
  #array: PyByteArray | null;
  #index = 0;
  constructor(array: PyByteArray) {
    super();
    this.#array = array;
  }
  override next(): Value | undefined {
    const array = this.#array;
    if (array === null) return undefined;
    if (this.#index < array.length) return array.bytes[this.#index++] as number;
    this.#array = null;
    return undefined;
  }
  lengthHint(): number {
    return this.#array === null ? 0 : Math.max(this.#array.length - this.#index, 0);
  }
  reduced(): Reduction {
    return this.#array === null ? [EMPTY_TUPLE] : [this.#array, this.#index];
  }
  seek(index: number): void {
    if (index < 0) this.#array = null;
    else this.#index = Math.min(index, this.#array?.length ?? 0);
  }
}
layout(ByteArrayIterator, bytearrayIteratorType);

/** Over a range whose members are all safe integers. */
export class RangeIterator extends PyIterator {
  value: number;
  readonly step: number;
  remaining: number;
  constructor(start: number, step: number, length: number) {
    super();
    this.value = start;
    this.step = step;
    this.remaining = length;
  }
  override next(): Value | undefined {
    if (this.remaining <= 0) return undefined;
    const { value } = this;
    this.remaining--;
    this.value = value + this.step;
    return value;
  }
  lengthHint(): number {
    return this.remaining;
  }
  reduced(): Reduction {
    const { value, step, remaining } = this;
    return [new PyRange(value, value + step * Math.max(remaining, 0), step), null];
  }
  seek(index: number): void {
    const skipped = Math.max(0, Math.min(index, this.remaining));
    this.value += skipped * this.step;
    this.remaining -= skipped;
  }
}
layout(RangeIterator, rangeIteratorType);

/** Over any other range. */
export class LongRangeIterator extends PyIterator {
  #value: bigint;
  readonly #step: bigint;
  #remaining: bigint;
  constructor(start: Int, step: Int, length: Int) {
    super();
    this.#value = BigInt(start);
    this.#step = BigInt(step);
    this.#remaining = BigInt(length);
  }
  override next(): Value | undefined {
    if (this.#remaining <= 0n) return undefined;
    const value = this.#value;
    this.#remaining--;
    this.#value += this.#step;
    return normalize(value);
  }
  lengthHint(): Int {
    return normalize(this.#remaining);
  }
  reduced(): Reduction {
    const stop = this.#value + this.#step * this.#remaining;
    return [new PyRange(normalize(this.#value), normalize(stop), normalize(this.#step)), null];
  }
  seek(index: Int): void {
    let skipped = BigInt(index);
    if (skipped < 0n) skipped = 0n;
    if (skipped > this.#remaining) skipped = this.#remaining;
    this.#value += skipped * this.#step;
    this.#remaining -= skipped;
  }
}
layout(LongRangeIterator, longRangeIteratorType);

/** Over the entries of a dict or set, in order or (step -1) backwards, while it keeps its size. */
abstract class TableIterator extends PyIterator {
  #table: HashTable | null;
  #entries: HashTable["entries"];
  #index: number;
  readonly #step: 1 | -1;
  readonly #what: "dictionary" | "Set";
  #size: number;
  #left: number;
  constructor(table: HashTable, step: 1 | -1 = 1, what: "dictionary" | "Set" = "dictionary") {
    super();
    this.#table = table;
    this.#entries = table.entries;
    this.#step = step;
    this.#what = what;
    this.#index = step > 0 ? table.front : table.entries.length - 1;
    this.#size = table.size;
    this.#left = table.size;
  }

  /** The next entry; undefined at the end. */
  protected step(): Entry | undefined {
    const table = this.#table;
    if (table === null) return undefined;
    if (table.size !== this.#size) {
      // sic: it stays in error.
      this.#size = -1;
      raise(E.RuntimeError, `${this.#what} changed size during iteration`);
    }
    if (table.entries !== this.#entries) this.#relocate(table);
    const entries = this.#entries;
    for (;;) {
      if (this.#index < 0 || this.#index >= entries.length) break;
      const entry = entries[this.#index];
      this.#index += this.#step;
      if (entry === undefined) continue;
      if (this.#left === 0 && this.#step > 0 && this.#what === "dictionary") {
        this.#size = -1;
        raise(E.RuntimeError, "dictionary keys changed during iteration");
      }
      this.#left--;
      return entry;
    }
    this.#table = null;
    return undefined;
  }

  /** The table has closed its gaps, or was cleared: goes on at the first entry that is still to come. */
  #relocate(table: HashTable): void {
    const isHere = (entry: Entry | undefined): entry is Entry =>
      entry !== undefined && table.entries[entry.index] === entry;
    const old = this.#entries;
    this.#entries = table.entries;
    for (let i = this.#index; i >= 0 && i < old.length; i += this.#step) {
      const entry = old[i];
      if (isHere(entry)) {
        this.#index = entry.index;
        return;
      }
    }
    for (let i = this.#index - this.#step; i >= 0 && i < old.length; i -= this.#step) {
      const entry = old[i];
      if (isHere(entry)) {
        this.#index = entry.index + this.#step;
        return;
      }
    }
    this.#index = this.#step > 0 ? 0 : -1;
  }

  /** What is left, without taking it. */
  reduced(): Reduction {
    const [table, entries, index, size, left] = [
      this.#table,
      this.#entries,
      this.#index,
      this.#size,
      this.#left,
    ];
    charge(left);
    const items: Value[] = [];
    try {
      for (let item = this.next(); item !== undefined; item = this.next())
        items.push(item as Value);
    } finally {
      this.#table = table;
      this.#entries = entries;
      this.#index = index;
      this.#size = size;
      this.#left = left;
    }
    return [new PyList(items)];
  }

  lengthHint(): number {
    return this.#table !== null && this.#table.size === this.#size ? Math.max(this.#left, 0) : 0;
  }
}

export class KeyIterator extends TableIterator {
  override next(): Value | undefined {
    return this.step()?.key;
  }
}
layout(KeyIterator, dictKeyIteratorType);
export class ValueIterator extends TableIterator {
  override next(): Value | undefined {
    return this.step()?.value;
  }
}
layout(ValueIterator, dictValueIteratorType);
export class ItemIterator extends TableIterator {
  override next(): Value | undefined {
    const entry = this.step();
    return entry === undefined ? undefined : tuple(entry.key, entry.value as Value);
  }
}
layout(ItemIterator, dictItemIteratorType);

export class ReverseKeyIterator extends KeyIterator {
  constructor(table: HashTable) {
    super(table, -1);
  }
}
layout(ReverseKeyIterator, dictReverseKeyIteratorType);
export class ReverseValueIterator extends ValueIterator {
  constructor(table: HashTable) {
    super(table, -1);
  }
}
layout(ReverseValueIterator, dictReverseValueIteratorType);
export class ReverseItemIterator extends ItemIterator {
  constructor(table: HashTable) {
    super(table, -1);
  }
}
layout(ReverseItemIterator, dictReverseItemIteratorType);

export class SetIterator extends KeyIterator {
  constructor(table: HashTable) {
    super(table, 1, "Set");
  }
}
layout(SetIterator, setIteratorType);

/** `reversed(sequence)` of what has only `__len__` and `__getitem__`. */
export class ReversedIterator extends PyIterator {
  #sequence: Value | undefined;
  #index: number;
  constructor(sequence: Value, length: number) {
    super();
    this.#sequence = sequence;
    this.#index = length - 1;
  }
  override next(): Value | undefined | Pending {
    const sequence = this.#sequence;
    if (sequence === undefined || this.#index < 0) {
      this.#sequence = undefined;
      return undefined;
    }
    try {
      const item = getItem(sequence, this.#index--);
      return isPending(item) ? this.#wait(item) : (item ?? null);
    } catch (error) {
      this.#end(error);
      return undefined;
    }
  }
  *#wait(item: Pending): NativeGenerator {
    try {
      return yield item;
    } catch (error) {
      this.#end(error);
      return EXHAUSTED;
    }
  }
  #end(error: unknown): void {
    this.#index = -1;
    this.#sequence = undefined;
    if (!isThrown(error, E.IndexError) && !isThrown(error, E.StopIteration)) throw error;
  }
  /** As long as the sequence is no shorter now. */
  lengthHint(): NativeResult {
    const place = this.#index + 1;
    if (this.#sequence === undefined) return 0;
    return after(lengthOf(this.#sequence), (n) => ((n as number) < place ? 0 : place));
  }
  get maker(): PyType {
    return reversedType;
  }
  reduced(): Reduction {
    if (this.#sequence === undefined || this.#index < 0) return [EMPTY_TUPLE];
    return [this.#sequence, this.#index];
  }
  *seek(index: number): NativeGenerator {
    if (this.#sequence === undefined) return null;
    const length = lengthOf(this.#sequence);
    const n = (isPending(length) ? yield length : length) as number;
    this.#index = Math.max(-1, Math.min(index, n - 1));
    return null;
  }
}

layout(ReversedIterator, reversedType);

/** `next(iterator)` as Python code sees it: the end is a StopIteration. */
export function nextOrStop(iterator: PyIterator): NativeResult {
  noteStop(null);
  const item = iterator.next();
  if (item === undefined) throw new PyThrow(stopOf());
  return after(item, (answer) => {
    if (answer === EXHAUSTED) throw new PyThrow(stopOf());
    return answer;
  });
}

/** The slots of every builtin iterator. */
export function iteratorSlots<Self extends PyIterator>({ slots }: TypeBuilder<Self>) {
  return slots({ __iter__: (self) => self, __next__: nextOrStop });
}

const hintingMembers: Members = members<Hinting>((builder) => [
  iteratorSlots(builder),
  builder.slots({ __length_hint__: (self) => self.lengthHint() as Value }),
]);

const copiedMembers = together(hintingMembers, reducingMembers);
export const placedMembers = together(copiedMembers, seekingMembers);

/** The members of the container iterators' types. */
export const containerIteratorMembers: readonly (readonly [PyType, Members])[] = [
  ...[
    listIteratorType,
    listReverseIteratorType,
    tupleIteratorType,
    strIteratorType,
    asciiIteratorType,
    bytesIteratorType,
    bytearrayIteratorType,
    rangeIteratorType,
    longRangeIteratorType,
    sequenceIteratorType,
  ].map((type) => [type, placedMembers] as const),
  ...[
    setIteratorType,
    dictKeyIteratorType,
    dictValueIteratorType,
    dictItemIteratorType,
    dictReverseKeyIteratorType,
    dictReverseValueIteratorType,
    dictReverseItemIteratorType,
  ].map((type) => [type, copiedMembers] as const),
];
