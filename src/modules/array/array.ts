/** array: items of one kind in memory. https://docs.python.org/3/library/array.html */
import { checkBytes } from "../../objects/buffers.ts";
import { charge } from "../../objects/current.ts";
import { E, raise } from "../../objects/errors.ts";
import { checkExports, PyExporter } from "../../objects/memory.ts";
import { layout, type Value } from "../../objects/object.ts";
import { DrainFrame } from "../../objects/protocols/drain.ts";
import { isPending, type Pending } from "../../objects/requests.ts";
import { PyList } from "../../objects/sequences.ts";
import { type PyStr, pointsOf } from "../../objects/str.ts";
import type { SliceBounds } from "../../objects/subscripts.ts";
import { decodeNow } from "../../objects/text/codecs.ts";
import { Collection, PyType } from "../../objects/type.ts";
import { objectType } from "../../objects/types.ts";
import type { ItemKind, Raw } from "./items.ts";

export const arrayType = new PyType("array.array", [objectType]);
arrayType.hasWeakref = true;
arrayType.collection = Collection.sequence;

const EXPORTING = "cannot resize an array that is exporting buffers";

export class PyArray extends PyExporter {
  readonly kind: ItemKind;
  override bytes: Uint8Array;
  /** How many items there are. */
  length: number;
  #data: DataView | null = null;
  constructor(kind: ItemKind, bytes: Uint8Array) {
    super();
    this.kind = kind;
    this.bytes = bytes;
    this.length = bytes.length / kind.size;
  }

  override get memory(): Uint8Array {
    return this.bytes.subarray(0, this.length * this.kind.size);
  }

  get #view(): DataView {
    if (this.#data === null || this.#data.buffer !== this.bytes.buffer)
      this.#data = new DataView(this.bytes.buffer, this.bytes.byteOffset, this.bytes.byteLength);
    return this.#data;
  }

  at(index: number): Value {
    return this.kind.read(this.#view, index * this.kind.size);
  }

  set(index: number, item: Raw): void {
    this.kind.write(this.#view, index * this.kind.size, item);
  }

  append(item: Raw): void {
    this.resize(this.length + 1);
    this.set(this.length - 1, item);
  }

  /** What is new is zero. Room is left to grow into. */
  resize(length: number): void {
    if (length === this.length) return;
    const size = length * this.kind.size;
    checkBytes(size);
    checkExports(this, EXPORTING);
    if (size > this.bytes.length) {
      const larger = new Uint8Array(Math.max(size, Math.min(this.bytes.length * 2, 2 ** 30)));
      larger.set(this.memory);
      this.bytes = larger;
    } else if (length < this.length) this.bytes.fill(0, size, this.length * this.kind.size);
    this.length = length;
  }

  /** Puts items in the place of those from `start` to `stop`. */
  splice(start: number, stop: number, part: Uint8Array): void {
    const { size } = this.kind;
    const tail = this.bytes.slice(stop * size, this.length * size);
    // The part may be of this very array.
    const copy = part.buffer === this.bytes.buffer ? part.slice() : part;
    charge((tail.length + copy.length) >>> 4);
    this.resize(start + (copy.length + tail.length) / size);
    this.bytes.set(copy, start * size);
    this.bytes.set(tail, start * size + copy.length);
  }

  /** The memory of the items that a slice selects. */
  slice({ start, step, length }: SliceBounds): Uint8Array {
    const { size } = this.kind;
    charge((length * size) >>> 4);
    if (step === 1) return this.bytes.slice(start * size, (start + length) * size);
    const out = new Uint8Array(length * size);
    for (let i = 0, at = start; i < length; i++, at += step)
      out.set(this.bytes.subarray(at * size, (at + 1) * size), i * size);
    return out;
  }

  deleteSlice({ start, step, length }: SliceBounds): void {
    if (length === 0) return;
    if (step === 1) {
      this.splice(start, start + length, new Uint8Array(0));
      return;
    }
    checkExports(this, EXPORTING);
    charge(this.length >>> 2);
    const { size } = this.kind;
    const every = Math.abs(step);
    const low = step > 0 ? start : start + (length - 1) * step;
    const high = low + (length - 1) * every;
    let to = low;
    for (let i = low; i < this.length; i++) {
      if (i <= high && (i - low) % every === 0) continue;
      this.bytes.copyWithin(to++ * size, i * size, (i + 1) * size);
    }
    this.length = to;
  }

  /** The items as Python has them. */
  items(): Value[] {
    charge(this.length);
    const out: Value[] = [];
    for (let i = 0; i < this.length; i++) out.push(this.at(i));
    return out;
  }

  appendBytes(bytes: Uint8Array): void {
    if (bytes.length % this.kind.size !== 0)
      raise(E.ValueError, "bytes length not a multiple of item size");
    this.splice(this.length, this.length, bytes);
  }

  appendText(text: string | PyStr): void {
    const points = pointsOf(text);
    this.splice(
      this.length,
      this.length,
      new Uint8Array(points.buffer, points.byteOffset, points.byteLength),
    );
  }

  /** The text that characters make. */
  text(): Value {
    const { memory } = this;
    if (memory.length === 0) return "";
    return decodeNow(memory, "utf-32-le", "surrogatepass");
  }
}
layout(PyArray, arrayType);

/** Appends what an iterable yields. */
export class ExtendArrayFrame extends DrainFrame {
  readonly #array: PyArray;
  readonly #result: Value;
  constructor(array: PyArray, result: Value) {
    super();
    this.#array = array;
    this.#result = result;
  }
  protected override take(item: Value): Pending | undefined {
    const raw = this.#array.kind.take(item);
    if (isPending(raw as Value | Pending)) return raw as Pending;
    this.#array.append(raw as Raw);
    return undefined;
  }
  protected override taken(raw: Value): undefined {
    this.#array.append(raw as Raw);
  }
  protected override finish(): Value {
    return this.#result;
  }
  override get name(): string {
    return "array.extend";
  }
}

/** An empty array of the same kind. */
export function emptyOf(kind: ItemKind): PyArray {
  return new PyArray(kind, new Uint8Array(0));
}

export function listOfItems(array: PyArray): PyList {
  return new PyList(array.items());
}
