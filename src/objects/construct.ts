/** How `__new__` of builtin types makes instances of classes derived from them. */
import { current } from "./current.ts";
import { E, raise } from "./errors.ts";
import type { PyObject, Value } from "./object.ts";
import { PyType } from "./type.ts";
import { typeName } from "./types.ts";

/**
 * The class that `type.__new__` was given, if it may make instances of it. `isAlike`: does this base make them as `type` does,
 * although it has a `__new__` of its own?
 */
export function checkClass(
  cls: Value,
  type: PyType,
  isAlike: (base: PyType) => boolean = () => false,
): PyType {
  if (!(cls instanceof PyType))
    raise(E.TypeError, `${type.name}.__new__(X): X is not a type object (${typeName(cls)})`);
  if (cls === type) return cls;
  if (!cls.isSubtype(type))
    raise(
      E.TypeError,
      `${type.name}.__new__(${cls.name}): ${cls.name} is not a subtype of ${type.name}`,
    );
  // `int.__new__(bool)`: what the nearer builtin base keeps would be missing.
  const nearest = cls.mro.find((base) => base.isBuiltin && base.own("__new__") !== undefined);
  if (nearest !== undefined && nearest !== type && !isAlike(nearest)) {
    const builtin = cls.mro.find((base) => base.isBuiltin) as PyType;
    raise(
      E.TypeError,
      `${type.name}.__new__(${cls.name}) is not safe, use ${builtin.name}.__new__()`,
    );
  }
  return cls;
}

/** Makes a fresh `object` of a builtin type an instance of `cls`, which is that type or derived from it. */
export function instanceOf<T extends PyObject>(cls: Value, object: T): T {
  const { type } = object.shape;
  if (cls === type) return object;
  const derived = checkClass(cls, type);
  object.shape = derived.instanceShape;
  object.slots = [];
  if (derived.lookup("__del__") !== undefined)
    current.interpreter.lifetimes.noteFinalizable(object);
  return object;
}
