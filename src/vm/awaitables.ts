/** What `await` accepts, and `ohwait` with it. */
import { CodeFlag } from "../compiler/code.ts";
import { E, raise } from "../objects/errors.ts";
import type { Value } from "../objects/object.ts";
import { PyIterator } from "../objects/protocols/iterate.ts";
import { slotFor } from "../objects/protocols/slot.ts";
import { after, type NativeResult } from "../objects/requests.ts";
import { SLOT } from "../objects/slots.ts";
import { coroutineType, generatorType, typeName } from "../objects/types.ts";
import { PyGenerator } from "./frame.ts";
import { NativeAwaitable } from "./generators.ts";

/** A builtin value that can be awaited without Python code. */
export interface Awaitable {
  awaitIterator(): NativeAwaitable;
}

/** The iterator that `await value` steps; `refuse` raises for what cannot be awaited. */
export function awaitIterator(value: Value, refuse: () => never): NativeResult {
  if (value instanceof PyGenerator) {
    if (value.shape.type === coroutineType) return value;
    if (
      value.shape.type === generatorType &&
      (value.root.code.flags & CodeFlag.ITERABLE_COROUTINE) !== 0
    )
      return value;
  }
  if (value instanceof NativeAwaitable) return value;
  const fn = slotFor(value, SLOT.__await__);
  if (fn === null) return refuse();
  const result = fn(value, undefined as never, undefined as never);
  return after(result, check);
}

/** What `__await__` answered. */
function check(iterator: Value): Value {
  if (iterator instanceof PyGenerator && iterator.shape.type === coroutineType)
    raise(E.TypeError, "__await__() returned a coroutine");
  if (iterator instanceof PyIterator || slotFor(iterator, SLOT.__next__) !== null) return iterator;
  return raise(E.TypeError, `__await__() returned non-iterator of type '${typeName(iterator)}'`);
}
