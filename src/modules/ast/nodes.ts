/**
 * The classes of nodes. They may be changed as classes of Python code are, so each interpreter has its own, made when it first
 * wants them.
 */
import { dictGetter, initializer } from "../../objects/builtins/common.ts";
import { members } from "../../objects/define.ts";
import { PyDict } from "../../objects/hash-table.ts";
import { PyInstance, type PyObject, type Value } from "../../objects/object.ts";
import { keywords, rest } from "../../objects/params.ts";
import { PyTuple } from "../../objects/sequences.ts";
import { PyType } from "../../objects/type.ts";
import { intType, listType, noneType, objectType, strType } from "../../objects/types.ts";
import { PyGenericAlias, PyUnion } from "../../objects/typing/layouts.ts";
import { type Field, grammar, POSITIONS } from "./asdl.ts";
import { knownClasses, type NodeClass, type NodeClasses, noteClasses } from "./classes.ts";
import { initialize, reduce, replace } from "./construction.ts";
import { reprOfNode } from "./repr.ts";

/** The classes of the running interpreter. */
export function nodeClasses(): NodeClasses {
  return knownClasses() ?? noteClasses(makeClasses());
}

const baseMembers = members<PyObject>(({ slots, caller }) => [
  slots({ __repr__: (self) => reprOfNode(self) }),
  {
    __init__: initializer([rest("args"), keywords("kwargs")], initialize),
    __reduce__: caller("", [], reduce),
    __replace__: caller(
      "Return a copy of the AST node with new values for the specified fields.",
      [keywords("fields")],
      replace,
    ),
    __dict__: dictGetter(),
  },
]);

function names(list: readonly { readonly name: string }[]): PyTuple {
  return new PyTuple(list.map(({ name }) => name));
}

function makeClass(name: string, base: PyType, doc: string | null): PyType {
  const type = new PyType(name, [base], { builtin: false });
  type.hasDict = true;
  type.dict.set("__module__", "ast");
  type.dict.set("__doc__", doc);
  return type;
}

function makeClasses(): NodeClasses {
  const base = makeClass("AST", objectType, null);
  for (const [name, value] of baseMembers(base)) base.dict.set(name, value);
  const none = new PyTuple([]);
  for (const name of ["_fields", "__match_args__", "_attributes"]) base.dict.set(name, none);
  const types = new Map<string, PyType>([["AST", base]]);
  const kinds = new Map<string, NodeClass>();
  const singletons = new Map<string, PyObject>();
  for (const group of grammar().values()) {
    const parent = makeClass(group.name, base, group.doc);
    parent.hasWeakref = true;
    types.set(group.name, parent);
    const hasPositions = group.positions !== "none";
    parent.dict.set("_attributes", hasPositions ? new PyTuple(POSITIONS) : none);
    if (group.positions === "open")
      for (const name of POSITIONS.slice(2)) parent.dict.set(name, null);
    if (!group.isProduct) setFields(parent, []);
    for (const kind of group.kinds) {
      const type = group.isProduct ? parent : makeClass(kind.name, parent, kind.doc);
      setFields(type, kind.fields);
      for (const { name, isOptional, isList } of kind.fields)
        if (isOptional && !isList) type.dict.set(name, null);
      types.set(kind.name, type);
      kinds.set(kind.name, { kind, group, type });
      if (group.isSimple) singletons.set(kind.name, new PyInstance(type.instanceShape, []));
    }
  }
  for (const { kind, type } of kinds.values()) {
    const fieldTypes = new PyDict();
    for (const field of kind.fields) fieldTypes.set(field.name, fieldType(field, types));
    type.dict.set("_field_types", fieldTypes);
    // sic: they are no annotations.
    type.dict.set("__annotations_cache__", new PyDict());
  }
  return { base, types, kinds, singletons };
}

function setFields(type: PyType, fields: readonly Field[]): void {
  const all = names(fields);
  type.dict.set("_fields", all);
  type.dict.set("__match_args__", all);
}

const BUILTIN: ReadonlyMap<string, PyType> = new Map([
  ["identifier", strType],
  ["string", strType],
  ["int", intType],
  ["constant", objectType],
]);

function fieldType(field: Field, types: ReadonlyMap<string, PyType>): Value {
  const type = (BUILTIN.get(field.type) ?? types.get(field.type)) as PyType;
  if (field.isList) return new PyGenericAlias(listType, new PyTuple([type]));
  return field.isOptional ? new PyUnion(new PyTuple([type, noneType]), []) : type;
}
