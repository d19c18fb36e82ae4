/** From a type to the function that carries out one of its special methods. */

import { E, raise } from "../errors.ts";
import { PyClassMethod, PyFunction, PyStaticMethod } from "../function.ts";
import { PyNative } from "../native.ts";
import type { Value } from "../object.ts";
import { after, CallRequest, FunctionCall, type NativeResult } from "../requests.ts";
import { SLOT, SLOTS, type SlotFunction } from "../slots.ts";
import type { PyType } from "../type.ts";
import { typeName, typeOf } from "../types.ts";
import { getDescriptor } from "./descriptors.ts";

/** The function for special method `id` on this type; null where there is none, or it is None. */
export function slotOf(type: PyType, id: number): SlotFunction | null {
  const cached = type.cachedSlot(id);
  return cached === undefined ? resolve(type, id) : cached;
}

/** The function for special method `id` of a value's type. */
export function slotFor(value: Value, id: number): SlotFunction | null {
  return slotOf(typeOf(value), id);
}

function resolve(type: PyType, id: number): SlotFunction | null {
  const found = type.lookup((SLOTS[id] as (typeof SLOTS)[number]).name);
  const isAbsent = found === undefined || (found === null && BLOCKABLE.has(id));
  const fn = isAbsent
    ? null
    : found === null && id === SLOT.__bool__
      ? notBoolean
      : slotFunction(found, type);
  type.cacheSlot(id, fn);
  return fn;
}

/** Those that None takes away; any other is called, which is an error of its own. */
const BLOCKABLE: ReadonlySet<number> = new Set([
  SLOT.__hash__,
  SLOT.__iter__,
  SLOT.__contains__,
  SLOT.__reversed__,
]);

const notBoolean: SlotFunction = (self) =>
  raise(E.TypeError, `'${typeName(self)}' cannot be interpreted as a boolean`);

function slotFunction(found: Value, type: PyType): SlotFunction {
  if (
    found instanceof PyNative &&
    (found.kind === "slot" || found.kind === "method") &&
    found.arity.simple &&
    type.isSubtype(found.owner as PyType)
  )
    return found.run as SlotFunction;
  if (found instanceof PyFunction) return (self, a, b) => new FunctionCall(found, self, a, b);
  if (found instanceof PyNative) {
    return (self, a, b) =>
      new CallRequest(
        found,
        a === undefined ? [self] : b === undefined ? [self, a] : [self, a, b],
        null,
      );
  }
  return (self, a, b) => {
    const args = a === undefined ? [] : b === undefined ? [a] : [a, b];
    const bound = getDescriptor(found, self, typeOf(self));
    return after(bound, (method) => new CallRequest(method, args, null));
  };
}

/** Calls special method `name` with any number of arguments; undefined where the type has none. */
export function callSpecial(value: Value, name: string, args: readonly Value[]): NativeResult {
  const type = typeOf(value);
  const found = type.lookup(name);
  if (found === undefined) return undefined;
  if (found instanceof PyFunction || (found instanceof PyNative && found.leading === 1))
    return new CallRequest(found, [value, ...args], null);
  if (found instanceof PyStaticMethod) return new CallRequest(found.fn, [...args], null);
  if (found instanceof PyClassMethod) return new CallRequest(found.fn, [type, ...args], null);
  const bound = getDescriptor(found, value, type);
  return after(bound, (method) => new CallRequest(method, [...args], null));
}
