/** Bytes-like objects: what natives that want bytes accept. */
import { E, outOfMemory, raise } from "./errors.ts";
import type { Value } from "./object.ts";
import { type Param, param } from "./params.ts";
import { PyByteArray, PyBytes } from "./sequences.ts";
import { typeName } from "./types.ts";

/** More bytes than this are a MemoryError. */
export const MAX_BYTES = 2 ** 30;

/** The bytes of a bytes-like object, not to be kept or changed; undefined for anything else. */
export function viewOf(value: Value): Uint8Array | undefined {
  if (value instanceof PyBytes) return value.bytes;
  if (value instanceof PyByteArray) return value.bytes.subarray(0, value.length);
  return undefined;
}

/** The same, or CPython's TypeError. */
export function bytesOf(value: Value): Uint8Array {
  const view = viewOf(value);
  if (view !== undefined) return view;
  raise(E.TypeError, `a bytes-like object is required, not '${typeName(value)}'`);
}

/** A parameter that takes any bytes-like object. */
export function bytesLike(name: string): Param<Uint8Array> {
  return param(name, bytesOf);
}

/** Refuses to make so many bytes. */
export function checkBytes(length: number): void {
  if (length > MAX_BYTES) outOfMemory();
}
