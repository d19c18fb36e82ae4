/** Memory that natives write into. */
import { E, raise } from "../../objects/errors.ts";
import { memoryOf, PyMemoryView } from "../../objects/memory.ts";
import type { Value } from "../../objects/object.ts";
import { DECLINED, type Param, param } from "../../objects/params.ts";
import { check, hasMemory, viewMemory } from "../../objects/protocols/buffer.ts";
import { isPending, type NativeGenerator } from "../../objects/requests.ts";
import { PyByteArray } from "../../objects/sequences.ts";
import { typeName } from "../../objects/types.ts";

/** What `PyBUF_WRITABLE` asks for. */
const WRITABLE = 1;

/** The memory itself of what may be written to and is of one piece; undefined for anything else. */
export function writableMemory(value: Value): Uint8Array | undefined {
  if (value instanceof PyByteArray) return value.bytes.subarray(0, value.length);
  if (value instanceof PyMemoryView) {
    const view = check(value);
    if (!view.isReadonly && view.isContiguous) return memoryOf(view);
  }
  return undefined;
}

function notWritable(value: Value, fn: string): never {
  const given = value === null ? "None" : typeName(value);
  return raise(E.TypeError, `${fn}() argument must be read-write bytes-like object, not ${given}`);
}

/** The memory of a bytes-like object that may be written to. */
export function writable(name: string, fn: string): Param<Uint8Array> {
  return param<Uint8Array>(
    name,
    (value) => writableMemory(value) ?? (hasMemory(value) ? DECLINED : notWritable(value, fn)),
    function* (value): NativeGenerator {
      try {
        const view = viewMemory(value, WRITABLE);
        const made = (isPending(view) ? yield view : view) as Value;
        return writableMemory(made) === undefined ? notWritable(value, fn) : made;
      } catch {
        return notWritable(value, fn);
      }
    },
  );
}
