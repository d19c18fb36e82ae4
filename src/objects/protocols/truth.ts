/** Truth, and what a special method must answer. */
import { E, raise } from "../errors.ts";
import { PyFloat } from "../float.ts";
import { PyDict, PySet } from "../hash-table.ts";
import type { Value } from "../object.ts";
import { DECLINED, type Declined } from "../params.ts";
import { after, type NativeResult, type Pending } from "../requests.ts";
import { PyList, PyTuple } from "../sequences.ts";
import { SLOT } from "../slots.ts";
import { typeName, typeOf } from "../types.ts";
import { slotOf } from "./slot.ts";

/** Truth where no Python code has to run; else DECLINED. */
export function plainTruth(value: Value): boolean | Declined {
  switch (typeof value) {
    case "boolean":
      return value;
    case "number":
      return value !== 0;
    case "string":
      return value.length > 0;
    case "bigint":
      return true;
  }
  if (value === null) return false;
  const type = value.shape.type;
  if (type.isBuiltin) {
    if (value instanceof PyList || value instanceof PyTuple) return value.items.length > 0;
    if (value instanceof PyDict || value instanceof PySet) return value.table.size > 0;
    if (value instanceof PyFloat) return value.value !== 0;
  }
  if (slotOf(type, SLOT.__bool__) === null && slotOf(type, SLOT.__len__) === null) return true;
  return DECLINED;
}

/** `bool(value)`. */
export function truthOf(value: Value): boolean | Pending {
  const plain = plainTruth(value);
  if (plain !== DECLINED) return plain;
  const type = typeOf(value);
  const bool = slotOf(type, SLOT.__bool__);
  if (bool !== null) {
    const result = bool(value, undefined as never, undefined as never);
    return after(result, checkBool);
  }
  const len = slotOf(type, SLOT.__len__);
  const result = len?.(value, undefined as never, undefined as never);
  return after(result, (n) => checkLength(n) !== 0);
}

/** What `__bool__` answered. */
export function checkBool(result: Value): boolean {
  if (typeof result !== "boolean")
    raise(E.TypeError, `__bool__ should return bool, returned ${typeName(result)}`);
  return result;
}

/** What `__len__` answered, as a JavaScript number. */
export function checkLength(result: Value): number {
  const n = typeof result === "boolean" ? Number(result) : result;
  if (typeof n === "number") {
    if (n < 0) raise(E.ValueError, "__len__() should return >= 0");
    return n;
  }
  if (typeof n === "bigint") {
    if (n < 0n) raise(E.ValueError, "__len__() should return >= 0");
    raise(E.OverflowError, "cannot fit 'int' into an index-sized integer");
  }
  return raise(E.TypeError, `'${typeName(result)}' object cannot be interpreted as an integer`);
}

/** `len(value)`. */
export function lengthOf(value: Value): NativeResult {
  const len = slotOf(typeOf(value), SLOT.__len__);
  if (len === null) raise(E.TypeError, `object of type '${typeName(value)}' has no len()`);
  const result = len(value, undefined as never, undefined as never);
  return after(result, checkLength);
}
