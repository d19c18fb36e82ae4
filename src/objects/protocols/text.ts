/** repr, str, format: what each calls, and what it accepts back. */
import { current } from "../current.ts";
import { E, raise } from "../errors.ts";
import { escapeToAscii } from "../formatting/ascii.ts";
import type { PyObject, Value } from "../object.ts";
import { after, type NativeGenerator, type NativeResult } from "../requests.ts";
import { SLOT } from "../slots.ts";
import { isStr, type PyStr } from "../str.ts";
import { typeName, typeOf } from "../types.ts";
import { slotOf } from "./slot.ts";

const NONE = undefined as never;

function textSlot(id: number, name: string): (value: Value) => NativeResult {
  const check = (result: Value): Value => {
    if (isStr(result)) return result;
    return raise(E.TypeError, `${name} returned non-string (type ${typeName(result)})`);
  };
  return (value) => {
    const fn = slotOf(typeOf(value), id);
    if (fn === null) raise(E.TypeError, `'${typeName(value)}' object has no ${name}`);
    const result = fn(value, NONE, NONE);
    return after(result, check);
  };
}

/** `repr(value)`: a str, or a request that ends in one. */
export const reprOf = textSlot(SLOT.__repr__, "__repr__");
const strSlot = textSlot(SLOT.__str__, "__str__");

/** `str(value)`. */
export function strOf(value: Value): NativeResult {
  return typeof value === "string" ? value : strSlot(value);
}

/** `ascii(value)`. */
export function asciiOf(value: Value): NativeResult {
  return after(reprOf(value), (text) => escapeToAscii(text as string | PyStr));
}

/** `format(value, spec)`. */
export function formatOf(value: Value, spec: Value): NativeResult {
  if (spec === "" && typeof value === "string") return value;
  const fn = slotOf(typeOf(value), SLOT.__format__);
  if (fn === null)
    raise(E.TypeError, `unsupported format string passed to ${typeName(value)}.__format__`);
  const check = (result: Value): Value => {
    if (isStr(result)) return result;
    return raise(E.TypeError, `__format__ must return a str, not ${typeName(result)}`);
  };
  const result = fn(value, spec, NONE);
  return after(result, check);
}

/** Runs a container's repr unless it is being made already, further out: then it is `recursive`. */
export function guardRepr(
  container: PyObject,
  recursive: string,
  body: () => NativeGenerator,
): NativeResult {
  const { reprs } = current.fiber;
  if (reprs.has(container)) return recursive;
  return (function* (): NativeGenerator {
    reprs.add(container);
    try {
      return yield* body();
    } finally {
      reprs.delete(container);
    }
  })();
}
