/**
 * memoryview: items of other objects' memory, in place. https://docs.python.org/3/library/stdtypes.html#memoryview
 *
 * A view has its exporter's bytes, a format, and for each dimension a length (`shape`) and a distance (`strides`). All views
 * that come from one share a {@link Lease}, which ends with the last of them.
 */
import { charge, current } from "./current.ts";
import { E, raise } from "./errors.ts";
import { PyFloat } from "./float.ts";
import { normalize } from "./int.ts";
import { layout, PyObject, type Value } from "./object.ts";
import { DECLINED } from "./params.ts";
import { type PyByteArray, PyBytes, PyList } from "./sequences.ts";
import { memoryviewType } from "./types.ts";

/** What was asked of an exporter, and is given back when no view needs it. */
export class Lease {
  readonly exporter: Value;
  views = 0;
  /** The view that Python code has answered to `__buffer__`, and whose end it is told. */
  readonly source: PyMemoryView | null;
  constructor(exporter: Value, source: PyMemoryView | null = null) {
    this.exporter = exporter;
    this.source = source;
  }
}

export interface Geometry {
  readonly offset: number;
  readonly format: string;
  readonly itemSize: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly isReadonly: boolean;
}

export class PyMemoryView extends PyObject {
  readonly lease: Lease;
  readonly bytes: Uint8Array;
  readonly offset: number;
  readonly format: string;
  readonly itemSize: number;
  readonly extents: readonly number[];
  readonly strides: readonly number[];
  readonly isReadonly: boolean;
  isReleased = false;
  /** Known once it was asked for; a view that can be hashed does not change. */
  hash: Value | undefined;
  constructor(lease: Lease, bytes: Uint8Array, geometry: Geometry) {
    super();
    this.lease = lease;
    lease.views++;
    this.bytes = bytes;
    this.offset = geometry.offset;
    this.format = geometry.format;
    this.itemSize = geometry.itemSize;
    this.extents = geometry.shape;
    this.strides = geometry.strides;
    this.isReadonly = geometry.isReadonly;
  }

  /** It equals bytes, but only some of them hash alike: dicts ask. */
  override hashKey(): unknown {
    return DECLINED;
  }

  get isContiguous(): boolean {
    return isOrdered(this, false);
  }

  /** The same memory in another form. */
  with(geometry: Partial<Geometry>): PyMemoryView {
    const { offset, format, itemSize, extents: shape, strides, isReadonly } = this;
    const given = { offset, format, itemSize, shape, strides, isReadonly, ...geometry };
    return new PyMemoryView(this.lease, this.bytes, given);
  }

  get length(): number {
    return this.extents.reduce((product, n) => product * n, this.itemSize);
  }
}
layout(PyMemoryView, memoryviewType);

/** Is it one piece, with the last (in Fortran's order: the first) dimension closest together? */
export function isOrdered(view: PyMemoryView, isFortran: boolean): boolean {
  const { extents: shape, strides } = view;
  if (shape.includes(0)) return true;
  let size = view.itemSize;
  const dimensions = [...shape.keys()];
  for (const i of isFortran ? dimensions : dimensions.reverse()) {
    if ((shape[i] as number) > 1 && strides[i] !== size) return false;
    size *= shape[i] as number;
  }
  return true;
}

/** The strides of contiguous items. */
export function stridesOf(shape: readonly number[], itemSize: number): number[] {
  const strides: number[] = [];
  let size = itemSize;
  for (let i = shape.length - 1; i >= 0; i--) {
    strides[i] = size;
    size *= shape[i] as number;
  }
  return strides;
}

/** Views of the whole of these are made in one step. */
export function viewOfBytes(exporter: PyBytes | PyByteArray): PyMemoryView {
  const isReadonly = exporter instanceof PyBytes;
  const bytes = isReadonly ? exporter.bytes : exporter.bytes.subarray(0, exporter.length);
  if (!isReadonly) exporter.hasViews = true;
  return new PyMemoryView(new Lease(exporter), bytes, {
    offset: 0,
    format: "B",
    itemSize: 1,
    shape: [bytes.length],
    strides: [1],
    isReadonly,
  });
}

/** An object of a module's that lends its memory to views. */
export abstract class PyExporter extends PyObject {
  /** May be larger than what is lent. */
  abstract bytes: Uint8Array;
  /** May there be memoryviews of it? */
  hasViews = false;
  /** The bytes that it has now. */
  abstract get memory(): Uint8Array;
}

/** What goes on looking at an object's memory, without a view that a program sees. */
export interface Viewer {
  readonly viewed: Value;
}

/**
 * Refuses to change the size of what there are views of. Nobody counts references: a view counts while a variable has it, or
 * something that a variable has; others keep the memory as it was.
 */
export function checkExports(
  exporter: PyByteArray | PyExporter,
  message = "Existing exports of data: object cannot be re-sized",
): void {
  if (!exporter.hasViews) return;
  const isView = (value: Value): boolean =>
    value instanceof PyMemoryView
      ? !value.isReleased && value.lease.exporter === exporter
      : value instanceof PyObject && (value as Partial<Viewer>).viewed === exporter;
  if (current.interpreter?.isHeld(isView) === true) raise(E.BufferError, message);
  exporter.bytes = exporter.bytes.slice();
  exporter.hasViews = false;
}

/* Items */

interface Format {
  readonly size: number;
  /** Least and greatest value of an integer. */
  readonly range?: readonly [bigint, bigint];
  readonly read: (data: DataView, at: number) => Value;
  readonly write: (data: DataView, at: number, value: never) => void;
}

function integer(size: number, isSigned: boolean): Format {
  const bits = BigInt(size * 8);
  const range = isSigned
    ? ([-(1n << (bits - 1n)), (1n << (bits - 1n)) - 1n] as const)
    : ([0n, (1n << bits) - 1n] as const);
  const kind = `${isSigned ? "Int" : "Uint"}${size * 8}` as const;
  if (size === 8) {
    const name = `Big${kind}` as "BigInt64" | "BigUint64";
    return {
      size,
      range,
      read: (data, at) => normalize(data[`get${name}`](at, true)),
      write: (data, at, value: bigint) => data[`set${name}`](at, value, true),
    };
  }
  const name = kind as "Int8" | "Uint8" | "Int16" | "Uint16" | "Int32" | "Uint32";
  return {
    size,
    range,
    read: (data, at) => data[`get${name}`](at, true),
    write: (data, at, value: bigint) => data[`set${name}`](at, Number(value), true),
  };
}

function float(size: 4 | 8): Format {
  const name = size === 4 ? "Float32" : "Float64";
  return {
    size,
    read: (data, at) => new PyFloat(data[`get${name}`](at, true)),
    write: (data, at, value: number) => data[`set${name}`](at, value, true),
  };
}

/** Native formats, which are those of a 64-bit little-endian machine. */
export const FORMATS: ReadonlyMap<string, Format> = new Map<string, Format>([
  [
    "c",
    {
      size: 1,
      read: (data, at) => new PyBytes(Uint8Array.of(data.getUint8(at))),
      write: (data, at, value: number) => data.setUint8(at, value),
    },
  ],
  [
    "?",
    {
      size: 1,
      read: (data, at) => data.getUint8(at) !== 0,
      write: (data, at, value: boolean) => data.setUint8(at, value ? 1 : 0),
    },
  ],
  ["b", integer(1, true)],
  ["B", integer(1, false)],
  ["h", integer(2, true)],
  ["H", integer(2, false)],
  ["i", integer(4, true)],
  ["I", integer(4, false)],
  ["l", integer(8, true)],
  ["L", integer(8, false)],
  ["q", integer(8, true)],
  ["Q", integer(8, false)],
  ["n", integer(8, true)],
  ["N", integer(8, false)],
  ["P", integer(8, false)],
  [
    "e",
    {
      size: 2,
      read: (data, at) => new PyFloat(halfToDouble(data.getUint16(at, true))),
      write: (data, at, value: number) => data.setUint16(at, doubleToHalf(value), true),
    },
  ],
  ["f", float(4)],
  ["d", float(8)],
]);

/** A native format without the `@` that may precede it. */
export function plainFormat(format: string): string {
  return format.startsWith("@") ? format.slice(1) : format;
}

export function formatOf(view: PyMemoryView): Format {
  const found = FORMATS.get(plainFormat(view.format));
  if (found === undefined)
    raise(E.NotImplementedError, `memoryview: format ${view.format} not supported`);
  return found;
}

export function dataOf({ bytes }: PyMemoryView): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** A float of 16 bits: one of sign, five of exponent, ten of fraction. */
export function halfToDouble(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

export function doubleToHalf(value: number): number {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  if (Number.isNaN(value)) return 0x7e00;
  const size = Math.abs(value);
  if (size === Infinity) return sign | 0x7c00;
  // The distance between neighbours there; half to even.
  const exponent = Math.max(Math.floor(Math.log2(size)), -14);
  const unit = 2 ** (exponent - 10);
  const count = roundHalfEven(size / unit);
  if (count * unit >= 65536) raise(E.OverflowError, "float too large to pack with e format");
  // A count of 2048 carries into the exponent by itself.
  return sign | (size === 0 ? 0 : count < 1024 ? count : ((exponent + 14) << 10) + count);
}

function roundHalfEven(x: number): number {
  const low = Math.floor(x);
  const rest = x - low;
  if (rest !== 0.5) return rest < 0.5 ? low : low + 1;
  return low % 2 === 0 ? low : low + 1;
}

/** Calls `visit` with the place of each item, in C's order or in Fortran's. */
export function eachItem(view: PyMemoryView, visit: (at: number) => void, isFortran = false): void {
  const { extents: shape, strides } = view;
  if (shape.includes(0)) return;
  charge(view.length >>> 4);
  const index = shape.map(() => 0);
  const order = [...shape.keys()];
  if (!isFortran) order.reverse();
  let at = view.offset;
  for (;;) {
    visit(at);
    let i = 0;
    for (; i < order.length; i++) {
      const d = order[i] as number;
      const stride = strides[d] as number;
      if (++index[d]! < (shape[d] as number)) {
        at += stride;
        break;
      }
      at -= stride * ((shape[d] as number) - 1);
      index[d] = 0;
    }
    if (i === order.length) return;
  }
}

/** The items as one piece: the memory itself, where it is one, else a copy. Not to be kept or changed. */
export function memoryOf(view: PyMemoryView): Uint8Array {
  return view.isContiguous
    ? view.bytes.subarray(view.offset, view.offset + view.length)
    : gather(view, false);
}

/** A copy of the items. */
export function gather(view: PyMemoryView, isFortran: boolean): Uint8Array {
  const { bytes, itemSize } = view;
  if (!isFortran && view.isContiguous) return memoryOf(view).slice();
  const out = new Uint8Array(view.length);
  let to = 0;
  eachItem(
    view,
    (at) => {
      for (let i = 0; i < itemSize; i++) out[to++] = bytes[at + i] as number;
    },
    isFortran,
  );
  return out;
}

/** The items as a list, of lists where there are more dimensions. */
export function listOf(view: PyMemoryView): Value {
  const { read } = formatOf(view);
  const data = dataOf(view);
  const { extents: shape, strides } = view;
  charge(view.length);
  // Of 64 dimensions at most.
  const build = (dimension: number, at: number): Value => {
    if (dimension === shape.length) return read(data, at);
    const items: Value[] = [];
    for (let i = 0; i < (shape[dimension] as number); i++)
      items.push(build(dimension + 1, at + i * (strides[dimension] as number)));
    return new PyList(items);
  };
  return build(0, view.offset);
}
