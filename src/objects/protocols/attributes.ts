/** Reading and writing attributes. https://docs.python.org/3/reference/datamodel.html#customizing-attribute-access */
import { charge, current } from "../current.ts";
import {
  E,
  getHidden,
  isThrown,
  newException,
  type PyException,
  PyThrow,
  raise,
  setHidden,
} from "../errors.ts";
import { PyMethod, PyModule, PySuper } from "../function.ts";
import { PyDict } from "../hash-table.ts";
import { PyProxy } from "../lifetimes.ts";
import { PyNative } from "../native.ts";
import { MEMBER_PREFIX, PyObject, type Value } from "../object.ts";
import {
  after,
  call,
  isPending,
  type NativeGenerator,
  type NativeResult,
  type Pending,
} from "../requests.ts";
import { fromName, textOf } from "../str.ts";
import { PyType } from "../type.ts";
import { typeOf } from "../types.ts";
import { Descriptor, descriptorKind, getDescriptor, setDescriptor } from "./descriptors.ts";

/** An attribute that natives read: `undefined` where `__getattr__` or an AttributeError comes next. */
export type Found = Value | Pending | undefined;

/** `object.name`, hooks included. Raises AttributeError where there is none. */
export function getAttribute(object: Value, name: string): NativeResult {
  const type = typeOf(object);
  const hook = type.lookup("__getattribute__");
  if (!isGeneric(hook, "__getattribute__"))
    return getWithHook(object, name, hook as Value, type.lookup("__getattr__"));
  const fallback = type.isBuiltin ? undefined : type.lookup("__getattr__");
  if (fallback === undefined) {
    const found = findAttribute(object, name);
    return found === undefined ? missing(object, name) : found;
  }
  return getWithFallback(object, name, fallback);
}

/** `object.__getattribute__`, `type.__getattribute__` and so on: the generic rules, without `__getattr__`. */
export function findAttribute(object: Value, name: string): Found {
  if (object instanceof PyType) return findTypeAttribute(object, name);
  if (object instanceof PySuper) return findSuperAttribute(object, name);
  if (object instanceof PyProxy) return getAttribute(referentOf(object), name);
  if (object instanceof PyMethod) {
    // Attributes that a method does not have are its function's.
    let fn: Value = object;
    for (; fn instanceof PyMethod; fn = fn.fn) {
      charge(1);
      const found = findGeneric(fn, name);
      if (found !== undefined) return found;
    }
    return getAttribute(fn, name);
  }
  return findGeneric(object, name);
}

function findGeneric(object: Value, name: string): Found {
  const type = typeOf(object);
  if (type.forward !== null) {
    const target = type.forward(object as PyObject, name);
    // In a frame of its own: the target may forward again.
    if (target !== null) return forwarded(target, name);
  }
  const found = type.lookup(name);
  const kind = found === undefined ? Descriptor.none : descriptorKind(found);
  if (kind === Descriptor.data) return getDescriptor(found as Value, object, type) ?? null;
  const own = ownAttribute(object, name);
  if (own !== undefined) return own;
  if (found === undefined)
    return object instanceof PyModule ? findModuleFallback(object, name) : undefined;
  return kind === Descriptor.none ? found : (getDescriptor(found, object, type) ?? null);
}

/** What a weak proxy stands for; other objects for themselves. */
export function referentOf(object: Value): Value {
  if (!(object instanceof PyProxy)) return object;
  return object.referent ?? raise(E.ReferenceError, "weakly-referenced object no longer exists");
}

function* forwarded(target: Value, name: string): NativeGenerator {
  const found = getAttribute(target, name);
  return isPending(found) ? yield found : found;
}

/** An attribute of the object itself, not of its class. */
export function ownAttribute(object: Value, name: string): Value | undefined {
  if (typeof object !== "object" || object === null) return undefined;
  if (object instanceof PyModule) return object.dict.get(name);
  const { slots } = object;
  if (slots === undefined) return undefined;
  const { shape } = object;
  if (shape.isDictionary) return (slots[0] as PyDict).get(name);
  const index = shape.indexOf(name);
  return index < 0 ? undefined : slots[index];
}

function findModuleFallback(module: PyModule, name: string): Found {
  const hook = module.dict.get("__getattr__");
  return hook === undefined ? undefined : call(hook, fromName(name));
}

function findTypeAttribute(type: PyType, name: string): Found {
  const metatype = typeOf(type);
  const meta = metatype.lookup(name);
  const metaKind = meta === undefined ? Descriptor.none : descriptorKind(meta);
  if (metaKind === Descriptor.data) return getDescriptor(meta as Value, type, metatype) ?? null;
  const found = type.lookup(name);
  if (found !== undefined) return getDescriptor(found, undefined, type) ?? null;
  if (meta === undefined) return undefined;
  return metaKind === Descriptor.none ? meta : (getDescriptor(meta, type, metatype) ?? null);
}

function findSuperAttribute(object: PySuper, name: string): Found {
  if (name === "__class__") return findGeneric(object, name);
  const { mro } = object.selfType;
  for (let i = mro.indexOf(object.start) + 1; i < mro.length; i++) {
    const found = (mro[i] as PyType).own(name);
    if (found !== undefined) {
      // super() in a class method: the class itself is the instance.
      const self = object.self === object.selfType ? undefined : object.self;
      return getDescriptor(found, self, object.selfType) ?? null;
    }
  }
  return findGeneric(object, name);
}

function getWithFallback(object: Value, name: string, fallback: Value): NativeResult {
  let found: Found;
  try {
    found = findAttribute(object, name);
  } catch (error) {
    if (!isThrown(error, E.AttributeError)) throw error;
  }
  if (found === undefined) return callHook(fallback, object, name);
  if (!isPending(found)) return found;
  return catchAttributeError(found, object, name, fallback);
}

function getWithHook(
  object: Value,
  name: string,
  hook: Value,
  fallback: Value | undefined,
): NativeResult {
  const request = callHook(hook, object, name);
  return fallback === undefined
    ? request
    : catchAttributeError(request as Pending, object, name, fallback);
}

function callHook(hook: Value, object: Value, name: string): NativeResult {
  const bound = getDescriptor(hook, object, typeOf(object));
  return after(bound, (method) => call(method, fromName(name)));
}

function* catchAttributeError(
  first: Pending,
  object: Value,
  name: string,
  fallback: Value,
): NativeGenerator {
  try {
    return yield first;
  } catch (error) {
    if (!isThrown(error, E.AttributeError)) throw error;
  }
  const next = callHook(fallback, object, name);
  return isPending(next) ? yield next : next;
}

/** The AttributeError for an attribute that is not there. */
export function missing(object: Value, key: string): never {
  let text: string;
  const name = textOf(fromName(key));
  if (object instanceof PyType) text = `type object '${object.name}' has no attribute '${name}'`;
  else if (object instanceof PyModule) {
    const own = object.dict.get("__name__");
    text =
      current.interpreter?.missingFromModule?.(object, name ?? key) ??
      (typeof own === "string"
        ? `module '${own}' has no attribute '${name}'`
        : `module has no attribute '${name}'`);
  } else text = `'${typeOf(object).name}' object has no attribute '${name}'`;
  attributeError(text, object, key);
}

/** Raises AttributeError with its `name` and `obj`. */
export function attributeError(text: string, object: Value, name: string): never {
  const error = newException(E.AttributeError, text);
  setHidden(error, "name", fromName(name));
  setHidden(error, "obj", object);
  throw new PyThrow(error);
}

/** Notes what an AttributeError is about, unless it says so already. */
export function nameMissing(error: PyException, object: Value, name: string): void {
  if ((getHidden(error, "name") ?? getHidden(error, "obj") ?? null) !== null) return;
  setHidden(error, "name", fromName(name));
  setHidden(error, "obj", object);
}

/** `object.name = value`, or (undefined) `del object.name`, hooks included. */
export function setAttribute(object: Value, name: string, value: Value | undefined): NativeResult {
  const type = typeOf(object);
  const slot = value === undefined ? "__delattr__" : "__setattr__";
  const hook = type.lookup(slot);
  if (!isGeneric(hook, slot)) {
    const bound = getDescriptor(hook as Value, object, type);
    const args = value === undefined ? [fromName(name)] : [fromName(name), value];
    return after(bound, (method) => call(method, ...args));
  }
  return storeAttribute(object, name, value);
}

/** `object.__setattr__` and `type.__setattr__`: the generic rules. */
export function storeAttribute(
  object: Value,
  name: string,
  value: Value | undefined,
): NativeResult {
  if (object instanceof PyType) return storeTypeAttribute(object, name, value);
  if (object instanceof PyProxy) return setAttribute(referentOf(object), name, value);
  const type = typeOf(object);
  const found = type.lookup(name);
  if (found !== undefined && descriptorKind(found) >= Descriptor.data)
    return setDescriptor(found, object, value);
  if (object instanceof PyModule) {
    if (value !== undefined) object.dict.set(name, value);
    else if (!object.dict.delete(name))
      attributeError(`'${type.name}' object has no attribute '${name}'`, object, name);
    return undefined;
  }
  if (!(object instanceof PyObject) || !type.hasDict) {
    if (found !== undefined)
      attributeError(`'${type.name}' object attribute '${name}' is read-only`, object, name);
    attributeError(
      `'${type.name}' object has no attribute '${name}' and no __dict__ for setting new attributes`,
      object,
      name,
    );
  }
  if (value === undefined) deleteOwn(object, name);
  else setOwn(object, name, value);
  return undefined;
}

/** Sets an attribute of the object itself. */
export function setOwn(object: PyObject, name: string, value: Value): void {
  object.slots ??= [];
  const { shape, slots } = object;
  if (shape.isDictionary) {
    (slots[0] as PyDict).set(name, value);
    return;
  }
  const index = shape.indexOf(name);
  if (index >= 0) {
    slots[index] = value;
    return;
  }
  const next = shape.with(name);
  if (next === null) {
    dictOf(object).set(name, value);
    return;
  }
  slots[shape.size] = value;
  object.shape = next;
  if (next.size > shape.type.slotsHint) shape.type.slotsHint = next.size;
}

function deleteOwn(object: PyObject, name: string): void {
  // sic: this error does not know its object.
  if (ownAttribute(object, name) === undefined)
    raise(E.AttributeError, `'${typeOf(object).name}' object has no attribute '${name}'`);
  // Deletion is rare: the object goes on with a dict.
  dictOf(object).delete(name);
}

/** The `__dict__` of an object, which from now on holds its attributes. */
export function dictOf(object: PyObject): PyDict {
  if (object instanceof PyModule) return object.dict;
  object.slots ??= [];
  const { shape, slots } = object;
  if (shape.isDictionary) return slots[0] as PyDict;
  const dict = new PyDict();
  const members: [string, Value][] = [];
  for (const key of shape.keys()) {
    const value = slots[shape.indexOf(key)];
    if (value === undefined) continue;
    if (key.startsWith(MEMBER_PREFIX)) members.push([key, value]);
    else dict.table.put(fromName(key), value);
  }
  let next = shape.type.dictionaryShape;
  const values: Value[] = [dict];
  for (const [key, value] of members) {
    // Values of __slots__ stay beside the dict.
    next = next.with(key) ?? next;
    values.push(value);
  }
  object.slots = values;
  object.shape = next;
  return dict;
}

/** `object.__dict__ = dict`. */
export function replaceDict(object: PyObject, dict: PyDict): void {
  dictOf(object);
  (object.slots as Value[])[0] = dict;
}

/** Raises what CPython says to whoever changes a builtin class. */
export function refuseChange(type: PyType, name: string): never {
  raise(E.TypeError, `cannot set '${name}' attribute of immutable type '${type.name}'`);
}

function storeTypeAttribute(type: PyType, name: string, value: Value | undefined): NativeResult {
  if (type.isBuiltin) refuseChange(type, name);
  const metatype = typeOf(type);
  const meta = metatype.lookup(name);
  if (meta !== undefined && descriptorKind(meta) >= Descriptor.data)
    return setDescriptor(meta, type, value);
  if (value === undefined && type.own(name) === undefined) missing(type, name);
  type.set(name, value);
  return undefined;
}

/** The hooks that builtin types have are all the generic rules; only Python code, and other natives, make a difference. */
export function isGeneric(
  hook: Value | undefined,
  name: "__getattribute__" | "__setattr__" | "__delattr__",
): boolean {
  return (
    hook === undefined ||
    (hook instanceof PyNative && hook.name === name && hook.owner?.hasOwnAccess !== true)
  );
}
