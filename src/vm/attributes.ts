/** Attribute access by instructions: inline caches first, then the protocol. */
import { PyFunction, PyModule, PyProperty, type PySuper } from "../objects/function.ts";
import { PyDict } from "../objects/hash-table.ts";
import { PyNative } from "../objects/native.ts";
import { PyInstance, type PyObject, type Value } from "../objects/object.ts";
import { getAttribute, isGeneric, setAttribute } from "../objects/protocols/attributes.ts";
import { Descriptor, descriptorKind } from "../objects/protocols/descriptors.ts";
import { FunctionCall, type NativeResult } from "../objects/requests.ts";
import { PyList } from "../objects/sequences.ts";
import type { PyType } from "../objects/type.ts";
import { strType, superType, typeOf } from "../objects/types.ts";
import type { AttributeCache } from "./instance.ts";

/** Does this class leave attribute access to the generic rules? */
function isPlain(type: PyType, hook: "__getattribute__" | "__setattr__"): boolean {
  return isGeneric(type.lookup(hook), hook);
}

/**
 * `object.name`, after the cache has missed. For a call, what a class has is not remembered: it is no method, which is what
 * the cache of a call says of it.
 */
export function loadAttribute(
  object: Value,
  cache: AttributeCache,
  isForCall = false,
): NativeResult {
  const { name } = cache;
  if (object instanceof PyInstance && !object.shape.isDictionary) {
    const { shape } = object;
    const known = cache.recall(shape);
    if (known !== null) return known.index >= 0 ? object.slots[known.index] : known.value;
    const { type } = shape;
    if (isPlain(type, "__getattribute__")) {
      const found = type.lookup(name);
      const kind = found === undefined ? Descriptor.none : descriptorKind(found);
      if (kind !== Descriptor.data) {
        const index = shape.indexOf(name);
        if (index >= 0 && object.slots[index] !== undefined) {
          cache.remember(shape, index, undefined, null);
          return object.slots[index];
        }
        if (found !== undefined && kind === Descriptor.none) {
          if (!isForCall) cache.remember(shape, -1, found, null);
          return found;
        }
      } else if (
        found instanceof PyProperty &&
        found.shape.type.isBuiltin &&
        found.getter instanceof PyFunction &&
        type.lookup("__getattr__") === undefined
      )
        return new FunctionCall(found.getter, object, undefined, undefined);
    }
  } else if (object instanceof PyModule && object.shape.type.isBuiltin) {
    const value = object.dict.get(name);
    if (value !== undefined) return value;
  }
  return getAttribute(object, name);
}

/**
 * The method `name` of an object as a function that wants it as first argument; undefined where the attribute has to be
 * loaded and called instead. Fills the cache.
 */
export function findMethod(
  object: Value,
  cache: AttributeCache,
): PyFunction | PyNative | undefined {
  if (object instanceof PyInstance) {
    const known = cache.recall(object.shape);
    if (known !== null) return known.index < 0 ? (known.value as PyFunction | PyNative) : undefined;
  }
  const type = typeOf(object);
  const { name } = cache;
  if (!type.isBuiltin || object instanceof PyModule) {
    if (!isPlain(type, "__getattribute__")) return undefined;
    if (typeof object === "object" && object !== null) {
      if (object.shape.isDictionary || object instanceof PyModule) return undefined;
      if (object.shape.indexOf(name) >= 0) return undefined;
    }
  }
  // Attributes of classes are found by other rules.
  if (type.lookup("__mro__") !== undefined || type.forward !== null) return undefined;
  if (type.name === "super" && type.isBuiltin) return undefined;
  const found = type.lookup(name);
  if (!(found instanceof PyFunction) && !isMethodOf(found, type)) return undefined;
  if (object instanceof PyInstance) cache.remember(object.shape, -1, found, null);
  else if (type.isBuiltin && !type.hasDict) {
    cache.shape = null;
    cache.type = type;
    cache.index = -1;
    cache.value = found;
  }
  return found;
}

/** Is this a native method that takes instances of the type? A program may put any native into a class. */
export function isMethodOf(found: Value | undefined, type: PyType): found is PyNative {
  return (
    found instanceof PyNative &&
    found.leading === 1 &&
    found.kind !== "class" &&
    (found.owner === null || type.isSubtype(found.owner))
  );
}

/** The method that `super().name` means, as a function that wants the instance first; undefined where it has to be bound. */
export function findSuperMethod(object: PySuper, name: string): PyFunction | undefined {
  const { start, self, selfType } = object;
  if (object.shape.type !== superType || typeOf(self) !== selfType) return undefined;
  const { mro } = selfType;
  for (let i = mro.indexOf(start) + 1; i < mro.length; i++) {
    const found = (mro[i] as PyType).own(name);
    if (found !== undefined) return found instanceof PyFunction ? found : undefined;
  }
  return undefined;
}

/** Likewise, for a call: the instance takes the place of `super()`, which is in this register. */
export function superMethod(
  object: PySuper,
  name: string,
  r: (Value | undefined)[],
  register: number,
): PyFunction | undefined {
  const method = findSuperMethod(object, name);
  if (method !== undefined) r[register] = object.self;
  return method;
}

/** `object.name = value`, after the cache has missed. */
export function storeAttribute(object: Value, value: Value, cache: AttributeCache): NativeResult {
  const { name } = cache;
  if (object instanceof PyInstance && !object.shape.isDictionary) {
    const { shape, slots } = object;
    const known = cache.recall(shape);
    if (known !== null) {
      if (known.next === null) slots[known.index] = value;
      else addSlot(object, value, known.index, known.next);
      return undefined;
    }
    const { type } = shape;
    const found = type.lookup(name);
    if (!isPlain(type, "__setattr__")) return setAttribute(object, name, value);
    if (found instanceof PyProperty && found.shape.type.isBuiltin) {
      if (found.setter instanceof PyFunction)
        return new FunctionCall(found.setter, object, value, undefined);
    } else if (type.hasDict && (found === undefined || descriptorKind(found) < Descriptor.data)) {
      const index = shape.indexOf(name);
      if (index >= 0) {
        cache.remember(shape, index, undefined, null);
        slots[index] = value;
        return undefined;
      }
      const next = shape.with(name);
      if (next !== null) {
        cache.remember(shape, shape.size, undefined, next);
        addSlot(object, value, shape.size, next);
        return undefined;
      }
    }
  }
  return setAttribute(object, name, value);
}

/** Adds an attribute whose shape is known. */
export function addSlot(
  object: PyObject & { slots: Value[] },
  value: Value,
  index: number,
  next: PyInstance["shape"],
): void {
  object.slots[index] = value;
  object.shape = next;
  const { type } = next;
  if (next.size > type.slotsHint) type.slotsHint = next.size;
}

/** The type of an object, told quickly where it is of the most common builtin ones. */
export function builtinTypeOf(object: Value): PyType {
  if (typeof object === "string") return strType;
  if (object instanceof PyList || object instanceof PyDict) return object.shape.type;
  return typeOf(object);
}
