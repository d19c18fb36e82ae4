/** Subscripts and membership. https://docs.python.org/3/reference/datamodel.html#emulating-container-types */
import { charge } from "../current.ts";
import { E, isThrown, raise } from "../errors.ts";
import type { Value } from "../object.ts";
import { after, call, isPending, type NativeResult, PAUSE, type Pending } from "../requests.ts";
import { SLOT } from "../slots.ts";
import { PyType } from "../type.ts";
import { typeName, typeOf, typeType } from "../types.ts";
import { argumentsOf, PyGenericAlias } from "../typing/layouts.ts";
import { findAttribute } from "./attributes.ts";
import { same } from "./compare.ts";
import { EXHAUSTED, iterate, nextOf } from "./iterate.ts";
import { slotOf } from "./slot.ts";
import { truthOf } from "./truth.ts";

const NONE = undefined as never;

/** `object[key]`, for classes by way of `__class_getitem__`. */
export function getItem(object: Value, key: Value): NativeResult {
  const fn = slotOf(typeOf(object), SLOT.__getitem__);
  if (fn !== null) return fn(object, key, NONE);
  if (object === typeType) return new PyGenericAlias(typeType, argumentsOf(key));
  if (object instanceof PyType) return getClassItem(object, key);
  raise(E.TypeError, `'${typeName(object)}' object is not subscriptable`);
}

function getClassItem(type: PyType, key: Value): NativeResult {
  const found = findAttribute(type, "__class_getitem__");
  if (found === undefined || found === null)
    raise(E.TypeError, `type '${type.name}' is not subscriptable`);
  return after(found, (method) => call(method, key));
}

/** `object[key] = value`. */
export function setItem(object: Value, key: Value, value: Value): NativeResult {
  const fn = slotOf(typeOf(object), SLOT.__setitem__);
  if (fn === null)
    raise(E.TypeError, `'${typeName(object)}' object does not support item assignment`);
  return fn(object, key, value);
}

/** `del object[key]`. */
export function deleteItem(object: Value, key: Value): NativeResult {
  const type = typeOf(object);
  const fn = slotOf(type, SLOT.__delitem__);
  if (fn !== null) return fn(object, key, NONE);
  // sic: CPython words it differently where it takes the object for a sequence.
  const asSequence =
    (!type.isBuiltin || slotOf(type, SLOT.__getitem__) !== null) &&
    slotOf(typeOf(key), SLOT.__index__) !== null;
  const not = asSequence ? "doesn't" : "does not";
  raise(E.TypeError, `'${type.name}' object ${not} support item deletion`);
}

/** `item in container`. */
export function contains(container: Value, item: Value): boolean | Pending {
  const type = typeOf(container);
  const fn = slotOf(type, SLOT.__contains__);
  if (fn === null) {
    if (type.lookup("__contains__") === null)
      raise(E.TypeError, `'${type.name}' object is not a container`);
    return search(container, item);
  }
  const result = fn(container, item, NONE);
  return typeof result === "boolean" ? result : after(result, truthOf);
}

/** Membership by iteration, for containers without `__contains__`. */
function* search(container: Value, item: Value): Generator<Pending, boolean, Value> {
  let iterator: NativeResult;
  try {
    iterator = iterate(container);
    if (isPending(iterator)) iterator = yield iterator;
  } catch (error) {
    if (!isThrown(error, E.TypeError)) throw error;
    raise(E.TypeError, `argument of type '${typeName(container)}' is not a container or iterable`);
  }
  for (;;) {
    if (charge(1)) yield PAUSE;
    let next = nextOf(iterator as Value);
    if (isPending(next)) next = yield next;
    if (next === undefined || next === EXHAUSTED) return false;
    let equal = same(next, item);
    if (isPending(equal)) equal = (yield equal) as boolean;
    if (equal) return true;
  }
}
