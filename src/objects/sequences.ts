/** The layouts of list, tuple, bytes, slice, range, and the small singletons. */
import { outOfMemory } from "./errors.ts";
import type { Int } from "./int.ts";
import { inherit, layout, PyObject, type Value } from "./object.ts";
import { DECLINED } from "./params.ts";
import {
  bytearrayType,
  bytesType,
  ellipsisType,
  listType,
  notImplementedType,
  rangeType,
  sliceType,
  tupleType,
} from "./types.ts";

export class PyList {
  items: Value[];
  constructor(items: Value[]) {
    this.items = items;
  }
}
export interface PyList extends PyObject {}
inherit(PyList);
layout(PyList, listType);

export class PyTuple {
  readonly items: readonly Value[];
  constructor(items: readonly Value[]) {
    this.items = items;
  }
}
export interface PyTuple extends PyObject {}
inherit(PyTuple);
layout(PyTuple, tupleType);
export const EMPTY_TUPLE = new PyTuple([]);

export function tuple(...items: Value[]): PyTuple {
  return new PyTuple(items);
}

export class PyBytes extends PyObject {
  readonly bytes: Uint8Array;
  constructor(bytes: Uint8Array) {
    super();
    this.bytes = bytes;
  }
  override hashKey(): unknown {
    let key = "\ud800B";
    for (const byte of this.bytes) key += String.fromCharCode(byte);
    return key;
  }
}
layout(PyBytes, bytesType);

/** `bytes` may be larger than `length`. */
export class PyByteArray extends PyObject {
  bytes: Uint8Array;
  length: number;
  /** May there be memoryviews of it? */
  hasViews = false;
  constructor(bytes: Uint8Array) {
    super();
    this.bytes = bytes;
    this.length = bytes.length;
  }
}
layout(PyByteArray, bytearrayType);

export class PySlice extends PyObject {
  readonly start: Value;
  readonly stop: Value;
  readonly step: Value;
  constructor(start: Value, stop: Value, step: Value) {
    super();
    this.start = start;
    this.stop = stop;
    this.step = step;
  }
  override hashKey(): unknown {
    return DECLINED;
  }
}
layout(PySlice, sliceType);

export class PyRange extends PyObject {
  readonly start: Int;
  readonly stop: Int;
  readonly step: Int;
  constructor(start: Int, stop: Int, step: Int) {
    super();
    this.start = start;
    this.stop = stop;
    this.step = step;
  }
  override hashKey(): unknown {
    return DECLINED;
  }
}
layout(PyRange, rangeType);

class PyEllipsis extends PyObject {}
layout(PyEllipsis, ellipsisType);
export const Ellipsis: PyObject = new PyEllipsis();

class PyNotImplemented extends PyObject {}
layout(PyNotImplemented, notImplementedType);
export const NotImplemented: PyObject = new PyNotImplemented();

/**
 * The most items that a list or tuple may have; more is a MemoryError. V8 grows arrays by half, and ends the process
 * when one passes 2 ** 27.
 */
export const MAX_ITEMS = 2 ** 26;

/** Refuses a result that is too large, before it is made. */
export function checkItems(count: number): void {
  if (count > MAX_ITEMS) outOfMemory();
}

/** Appends to an array that grows item by item. */
export function appendItem(items: Value[], item: Value): void {
  if (items.length === MAX_ITEMS) checkItems(MAX_ITEMS + 1);
  items.push(item);
}
