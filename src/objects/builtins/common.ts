/** What the files of several builtin types share. */
import type { Entry } from "../define.ts";
import { E, raise } from "../errors.ts";
import { PyDict } from "../hash-table.ts";
import { PyGetSet, PyNative } from "../native.ts";
import type { PyObject, Value } from "../object.ts";
import { keywords, type Param, rest, type Values } from "../params.ts";
import { dictOf, replaceDict } from "../protocols/attributes.ts";
import { CallRequest, type Keywords, type NativeResult } from "../requests.ts";
import { NotImplemented } from "../sequences.ts";
import { nameOf, textOf } from "../str.ts";
import type { PyType } from "../type.ts";
import { memberType, typeName } from "../types.ts";

export const INIT_DOC = "Initialize self.  See help(type(self)) for accurate signature.";
export const NEW_DOC = "Create and return a new object.  See help(type) for accurate signature.";

const unordered = (): Value => NotImplemented;
/** The comparisons of a type whose values have no order: it has them all the same. */
export const UNORDERED = {
  __lt__: unordered,
  __le__: unordered,
  __gt__: unordered,
  __ge__: unordered,
} as const;

/** An `__init__` that takes these parameters: no slot, but CPython shows it as a slot wrapper. */
export function initializer<Self extends Value, const P extends readonly Param<unknown>[]>(
  params: P,
  run: (self: Self, ...args: Values<P>) => NativeResult,
): Entry {
  return (name, owner) => new PyNative(name, "slot", owner, params, run, INIT_DOC, false);
}

/** `__call__` of what the machine knows how to call. */
export const callEntry: Entry = (name, owner) =>
  new PyNative(
    name,
    "slot",
    owner,
    [rest("args"), keywords("kwargs")],
    (self: Value, args: Value[], given: Keywords) =>
      new CallRequest(self, args, given.size === 0 ? null : given),
    "Call self as a function.",
    false,
  );

/** A native that errors about its arguments call by another name than its own. */
export function knownAs(callee: string, entry: Entry): Entry {
  return (name, owner) => {
    const native = entry(name, owner);
    if (native instanceof PyNative)
      native.callee = { name: callee, qualname: callee, kind: "function" };
    return native;
  };
}

/** `__call__` with these parameters; errors about the arguments call it by a name of its own. */
export function calledAs<Self extends Value, const P extends readonly Param<unknown>[]>(
  callee: string,
  params: P,
  run: (self: Self, ...args: Values<P>) => NativeResult,
): Entry {
  const doc = "Call self as a function.";
  return knownAs(
    callee,
    (name, owner) => new PyNative(name, "slot", owner, params, run, doc, false),
  );
}

/** `__dict__` of objects that have one. */
export function dictGetter(doc = ""): Entry {
  return (name, owner) =>
    new PyGetSet(
      name,
      owner,
      doc,
      (self) => dictOf(self as PyObject),
      (self, value) => {
        if (value === undefined) raise(E.TypeError, "cannot delete __dict__");
        if (!(value instanceof PyDict))
          raise(E.TypeError, `__dict__ must be set to a dictionary, not a '${typeName(value)}'`);
        replaceDict(self as PyObject, value);
        return null;
      },
    );
}

/** A field of the object itself, which CPython shows as a member: read-only, unless it says how it is written. */
export function member<Self extends Value>(
  read: (self: Self) => NativeResult,
  write?: (self: Self, value: Value | undefined) => NativeResult,
): Entry {
  const refuse = (): never => raise(E.AttributeError, "readonly attribute");
  return (name, owner) => {
    const attribute = new PyGetSet(
      name,
      owner,
      "",
      read as (self: Value) => NativeResult,
      (write ?? refuse) as (self: Value, value: Value | undefined) => NativeResult,
    );
    attribute.shape = memberType.instanceShape;
    return attribute;
  };
}

/** The name of a type without the module that some builtin types carry in theirs. */
export function shortName(type: PyType): string {
  return type.name.slice(type.name.lastIndexOf(".") + 1);
}

/** `module.qualname`, or the bare name of what is in builtins. */
export function typeFullName(type: PyType): string {
  const module = moduleOf(type);
  if (module === undefined || module === "builtins")
    return type.isBuiltin ? shortName(type) : type.name;
  return `${module}.${type.isBuiltin ? shortName(type) : type.qualname}`;
}

/** `__module__` of a type as text, if it is a str. */
export function moduleOf(type: PyType): string | undefined {
  if (!type.isBuiltin) return textOf(type.own("__module__") ?? null);
  const dot = type.name.lastIndexOf(".");
  return dot < 0 ? "builtins" : type.name.slice(0, dot);
}

/** The name of an attribute, as `__getattribute__` and its kind get it. */
export function attributeName(value: Value): string {
  return (
    nameOf(value) ?? raise(E.TypeError, `attribute name must be string, not '${typeName(value)}'`)
  );
}
