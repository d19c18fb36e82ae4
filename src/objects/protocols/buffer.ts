/** Access to the memory of other objects. https://docs.python.org/3/reference/datamodel.html#emulating-buffer-types */
import { E, raise } from "../errors.ts";
import { Lease, memoryOf, PyMemoryView, viewOfBytes } from "../memory.ts";
import type { Value } from "../object.ts";
import { after, isPending, type NativeResult, type Pending } from "../requests.ts";
import { PyByteArray, PyBytes } from "../sequences.ts";
import { SLOT } from "../slots.ts";
import { typeName } from "../types.ts";
import { slotFor } from "./slot.ts";

/** What `PyBUF_FULL_RO` asks for: everything that describes a view. */
export const FULL_READONLY = 284;

/** Raises where the memory was given back. */
export function check(self: PyMemoryView): PyMemoryView {
  if (self.isReleased) raise(E.ValueError, "operation forbidden on released memoryview object");
  return self;
}

const refuseMemory = (value: Value): never =>
  raise(E.TypeError, `memoryview: a bytes-like object is required, not '${typeName(value)}'`);

/**
 * A view of an object's memory, by its `__buffer__` where that is Python's. `refuse` raises for what has none.
 */
export function viewMemory(
  value: Value,
  flags: number,
  refuse: (value: Value) => never = refuseMemory,
): PyMemoryView | Pending {
  if (value instanceof PyMemoryView) return check(value).with({});
  const isBytes = value instanceof PyBytes || value instanceof PyByteArray;
  if (isBytes && value.shape.type.isBuiltin) return viewOfBytes(value);
  const ask = slotFor(value, SLOT.__buffer__);
  if (ask === null) return refuse(value);
  const take = (made: Value): PyMemoryView => {
    if (!(made instanceof PyMemoryView))
      return raise(E.TypeError, "__buffer__ returned non-memoryview object");
    const { offset, format, itemSize, extents: shape, strides, isReadonly } = check(made);
    const geometry = { offset, format, itemSize, shape, strides, isReadonly };
    return new PyMemoryView(new Lease(value, made), made.bytes, geometry);
  };
  return after(ask(value, flags, undefined as never), take);
}

/** Gives the memory back; where it was Python's to give, that is told. */
export function release(self: PyMemoryView): NativeResult {
  if (self.isReleased) return null;
  self.isReleased = true;
  const { lease } = self;
  lease.views--;
  if (lease.views > 0 || lease.source === null) return null;
  const tell = slotFor(lease.exporter, SLOT.__release_buffer__);
  return tell === null
    ? null
    : after(tell(lease.exporter, lease.source, undefined as never), () => null);
}

/** `__release_buffer__`: what builtin types do at the end of a view that they gave. */
export function giveBack(view: Value): NativeResult {
  if (!(view instanceof PyMemoryView)) raise(E.TypeError, "expected a memoryview object");
  return release(view);
}

/** Is there memory of this object's to look at, if Python code is asked for it? */
export function hasMemory(value: Value): boolean {
  return slotFor(value, SLOT.__buffer__) !== null;
}

/** A copy of an object's memory, as bytes; undefined where it has none. */
export function copyMemory(value: Value, flags = 0): PyBytes | Pending | undefined {
  if (slotFor(value, SLOT.__buffer__) === null) return undefined;
  return after(viewMemory(value, flags), (view) => {
    const bytes = new PyBytes(memoryOf(view as PyMemoryView).slice());
    const done = release(view as PyMemoryView);
    return isPending(done) ? (after(done, () => bytes) as unknown as PyBytes) : bytes;
  });
}
