/** The descriptor protocol. https://docs.python.org/3/howto/descriptor.html */
import { E, raise } from "../errors.ts";
import { PyClassMethod, PyFunction, PyMethod, PyProperty, PyStaticMethod } from "../function.ts";
import { PyBoundNative, PyGetSet, PyMember, PyNative } from "../native.ts";
import type { Value } from "../object.ts";
import { CallRequest, FunctionCall, type NativeResult } from "../requests.ts";
import type { PyType } from "../type.ts";
import { propertyType, typeName, typeOf } from "../types.ts";

/**
 * How a class attribute behaves when it is reached through an instance: `data` descriptors go before the instance's own
 * attributes, and `write` ones only where it is set or deleted, since they have no `__get__`.
 */
export const Descriptor = { none: 0, get: 1, data: 2, write: 3 } as const;

/** Is this class attribute a descriptor, and one that goes before the instance's own attributes? */
export function descriptorKind(value: Value): number {
  if (typeof value !== "object" || value === null) return Descriptor.none;
  if (value instanceof PyFunction || value instanceof PyNative) return Descriptor.get;
  if (value instanceof PyProperty || value instanceof PyGetSet || value instanceof PyMember)
    return Descriptor.data;
  if (value instanceof PyClassMethod || value instanceof PyStaticMethod) return Descriptor.get;
  const type = typeOf(value);
  if (type.lookup("__set__") !== undefined || type.lookup("__delete__") !== undefined)
    return type.lookup("__get__") === undefined ? Descriptor.write : Descriptor.data;
  return type.lookup("__get__") !== undefined ? Descriptor.get : Descriptor.none;
}

/** What a class attribute gives for an instance, or (`self` undefined) for the class itself. */
export function getDescriptor(value: Value, self: Value | undefined, type: PyType): NativeResult {
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof PyFunction) return self === undefined ? value : new PyMethod(value, self);
  if (value instanceof PyNative) {
    switch (value.kind) {
      case "method":
      case "slot":
        return self === undefined ? value : new PyBoundNative(value, self);
      case "class":
        return new PyBoundNative(value, type);
      default:
        return value;
    }
  }
  const own = value.shape.type;
  if (!own.isBuiltin) {
    // Classes derived from those below may have their own.
    const get = own.lookup("__get__");
    return get === undefined ? value : new CallRequest(get, [value, self ?? null, type], null);
  }
  if (value instanceof PyStaticMethod) return value.fn;
  if (value instanceof PyClassMethod) return bindToClass(value, type);
  if (value instanceof PyGetSet) return self === undefined ? value : value.read(self);
  if (value instanceof PyMember) return self === undefined ? value : getMember(value, self);
  if (value instanceof PyProperty) {
    if (self === undefined) return value;
    if (value.getter === null) return askProperty("__get__", value, self, type);
    return callAccessor(value.getter, self, undefined);
  }
  const get = own.lookup("__get__");
  if (get === undefined) return value;
  return new CallRequest(get, [value, self ?? null, type], null);
}

/** Calls a function of a property. */
function callAccessor(fn: Value, self: Value, value: Value | undefined): NativeResult {
  if (fn instanceof PyFunction) return new FunctionCall(fn, self, value, undefined);
  return new CallRequest(fn, value === undefined ? [self] : [self, value], null);
}

/** classmethod binds the class as a function binds its instance. */
export function bindToClass(method: PyClassMethod, type: PyType): PyMethod {
  return new PyMethod(method.fn, type);
}

/** Carries out `self.name = value` (undefined: `del self.name`) by a data descriptor; DECLINED has no place here. */
export function setDescriptor(
  descriptor: Value,
  self: Value,
  value: Value | undefined,
): NativeResult {
  const deleting = value === undefined;
  const type = typeOf(descriptor);
  if (descriptor instanceof PyProperty && type.isBuiltin) {
    const fn = deleting ? descriptor.deleter : descriptor.setter;
    if (fn === null)
      return deleting
        ? askProperty("__delete__", descriptor, self)
        : askProperty("__set__", descriptor, self, value);
    return callAccessor(fn, self, value);
  }
  if (descriptor instanceof PyGetSet) {
    if (descriptor.write === null) {
      const owner = descriptor.owner.name;
      raise(
        E.AttributeError,
        `attribute '${descriptor.name}' of '${owner}' objects is not writable`,
      );
    }
    return descriptor.write(self, value);
  }
  if (descriptor instanceof PyMember) return setMember(descriptor, self, value);
  const fn = type.lookup(deleting ? "__delete__" : "__set__");
  if (fn === undefined) raise(E.AttributeError, deleting ? "__delete__" : "__set__");
  return new CallRequest(fn, deleting ? [descriptor, self] : [descriptor, self, value], null);
}

/** What the property's own methods say where it has no such function. */
function askProperty(name: "__get__" | "__set__" | "__delete__", ...args: Value[]): NativeResult {
  return new CallRequest(propertyType.own(name) as Value, args, null);
}

function getMember(member: PyMember, self: Value): Value {
  if (typeof self === "object" && self !== null) {
    const value = self.slots?.[self.shape.indexOf(member.key)];
    if (value !== undefined) return value;
  }
  raise(E.AttributeError, `'${typeName(self)}' object has no attribute '${member.name}'`);
}

function setMember(member: PyMember, self: Value, value: Value | undefined): undefined {
  if (typeof self !== "object" || self === null || !typeOf(self).isSubtype(member.owner)) {
    const doing = `descriptor '${member.name}' for '${member.owner.name}' objects doesn't apply to a`;
    raise(E.TypeError, `${doing} '${typeName(self)}' object`);
  }
  self.slots ??= [];
  const index = self.shape.indexOf(member.key);
  if (value === undefined) {
    if (index < 0 || self.slots[index] === undefined) raise(E.AttributeError, member.name);
    self.slots[index] = undefined as unknown as Value;
  } else if (index >= 0) self.slots[index] = value;
  else {
    const next = self.shape.with(member.key);
    if (next === null) raise(E.MemoryError, "too many __slots__");
    self.slots[self.shape.size] = value;
    self.shape = next;
  }
  return undefined;
}
