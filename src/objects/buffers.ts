/** Bytes-like objects: what natives that want bytes accept. */
import { E, outOfMemory, raise } from "./errors.ts";
import { memoryOf, PyExporter, PyMemoryView } from "./memory.ts";
import type { Value } from "./object.ts";
import { DECLINED, type Param, param } from "./params.ts";
import { check, copyMemory, hasMemory, viewMemory } from "./protocols/buffer.ts";
import {
  after,
  isPending,
  type NativeGenerator,
  type NativeResult,
  type Pending,
} from "./requests.ts";
import { PyByteArray, PyBytes } from "./sequences.ts";
import { typeName } from "./types.ts";

/** What `PyBUF_WRITABLE` asks for. */
const WRITABLE = 1;

/** More bytes than this are a MemoryError. */
export const MAX_BYTES = 2 ** 30;

/** The bytes of a bytes-like object, not to be kept or changed; undefined for anything else. */
export function viewOf(value: Value): Uint8Array | undefined {
  if (value instanceof PyBytes) return value.bytes;
  if (value instanceof PyByteArray) return value.bytes.subarray(0, value.length);
  if (value instanceof PyMemoryView) return memoryOf(check(value));
  if (value instanceof PyExporter && value.shape.type.isBuiltin) return value.memory;
  return undefined;
}

/** The same, or CPython's TypeError. */
export function bytesOf(value: Value): Uint8Array {
  const view = viewOf(value);
  if (view !== undefined) return view;
  raise(E.TypeError, `a bytes-like object is required, not '${typeName(value)}'`);
}

/** A parameter that takes any bytes-like object, one of a class with a `__buffer__` of its own too. */
export function bytesLike(name: string): Param<Uint8Array> {
  return param<Uint8Array>(
    name,
    (value) => viewOf(value) ?? (hasMemory(value) ? DECLINED : bytesOf(value)),
    function* (value): NativeGenerator {
      const bytes = copyMemory(value);
      return isPending(bytes) ? yield bytes : bytes;
    },
  );
}

/** `then(bytes)`, of any bytes-like object; undefined for anything else. */
export function withBytes(
  value: Value,
  then: (bytes: Uint8Array) => NativeResult,
): NativeResult | undefined {
  const view = viewOf(value);
  if (view !== undefined) return then(view);
  const copy = copyMemory(value);
  return copy === undefined
    ? undefined
    : after(copy, (bytes) => then((bytes as PyBytes).bytes) as Value);
}

/**
 * A view of memory to write to; to be released. `refuse` raises for what cannot be written to.
 */
export function writableView(
  value: Value,
  refuse: (value: Value) => never,
): PyMemoryView | Pending {
  const check = (view: Value): PyMemoryView => {
    const { isReadonly, isContiguous } = view as PyMemoryView;
    return isReadonly || !isContiguous ? refuse(value) : (view as PyMemoryView);
  };
  return after(viewMemory(value, WRITABLE, refuse), check);
}

/** Refuses to make so many bytes. */
export function checkBytes(length: number): void {
  if (length > MAX_BYTES) outOfMemory();
}
