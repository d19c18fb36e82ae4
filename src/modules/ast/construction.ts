/** What all nodes can do: be made from their fields, be reduced, be copied with changes. */
import { E, raise } from "../../objects/errors.ts";
import { PyDict } from "../../objects/hash-table.ts";
import type { PyObject, Value } from "../../objects/object.ts";
import { dictOf, getAttribute, setAttribute } from "../../objects/protocols/attributes.ts";
import { attribute } from "../../objects/protocols/classes.ts";
import { drain } from "../../objects/protocols/iterate.ts";
import { slotFor } from "../../objects/protocols/slot.ts";
import { reprOf } from "../../objects/protocols/text.ts";
import {
  CallRequest,
  isPending,
  type Keywords,
  type NativeGenerator,
  type Pending,
} from "../../objects/requests.ts";
import { PyList, PyTuple, tuple } from "../../objects/sequences.ts";
import { SLOT } from "../../objects/slots.ts";
import { fromName, nameOf, textOf } from "../../objects/str.ts";
import type { PyType } from "../../objects/type.ts";
import { typeName, typeOf } from "../../objects/types.ts";
import { PyGenericAlias, PyUnion } from "../../objects/typing/layouts.ts";
import { warn } from "../../objects/warn.ts";
import { knownClasses } from "./classes.ts";

type Steps<T> = Generator<Pending, T, Value>;

/** The name of a class as errors have it: `AST` itself is known by its full one. */
export function nodeName(type: PyType): string {
  return type === knownClasses()?.base ? "ast.AST" : type.name;
}

/** `_fields` or `_attributes` of the class. */
function* namesOf(type: PyType, which: "_fields" | "_attributes"): Steps<string[]> {
  const found = getAttribute(type, which);
  const names = (isPending(found) ? yield found : found) as Value;
  if (slotFor(names, SLOT.__len__) === null)
    raise(E.TypeError, `object of type '${typeName(names)}' has no len()`);
  return (yield* drain(names)).map((name) => nameOf(name) ?? "");
}

function* shown(name: string): Steps<string> {
  const repr = reprOf(fromName(name));
  return textOf((isPending(repr) ? yield repr : repr) as Value) as string;
}

const SOON = "This will become an error in Python 3.15.";

/** `AST.__init__` */
export function* initialize(self: PyObject, args: Value[], given: Keywords): NativeGenerator {
  const type = typeOf(self);
  const fields = yield* namesOf(type, "_fields");
  const { name } = type;
  const { length } = fields;
  if (args.length > length) {
    const s = length === 1 ? "" : "s";
    raise(E.TypeError, `${name} constructor takes at most ${length} positional argument${s}`);
  }
  const missing = new Set(fields);
  function* set(key: string, value: Value): Steps<void> {
    const done = setAttribute(self, key, value);
    if (isPending(done)) yield done;
  }
  for (const [i, value] of args.entries()) {
    yield* set(fields[i] as string, value);
    missing.delete(fields[i] as string);
  }
  let attributes: string[] | null = null;
  for (const [key, value] of given) {
    if (fields.includes(key)) {
      if (!missing.delete(key)) {
        const repr = yield* shown(key);
        raise(E.TypeError, `${nodeName(type)} got multiple values for argument ${repr}`);
      }
    } else {
      attributes ??= yield* namesOf(type, "_attributes");
      if (!attributes.includes(key)) {
        const rule = `Support for arbitrary keyword arguments is deprecated and will be removed in Python 3.15.`;
        const repr = yield* shown(key);
        const text = `${nodeName(type)}.__init__ got an unexpected keyword argument ${repr}. ${rule}`;
        yield warn(E.DeprecationWarning, text);
      }
    }
    yield* set(key, value);
  }
  if (missing.size === 0) return null;
  const types = yield* attribute(type, "_field_types");
  if (types === undefined) return null;
  const classes = knownClasses();
  for (const field of missing) {
    const fieldType = types instanceof PyDict ? types.get(field) : undefined;
    if (fieldType === undefined) {
      const text = `Field '${field}' is missing from ${nodeName(type)}._field_types. ${SOON}`;
      yield warn(E.DeprecationWarning, text);
    } else if (fieldType instanceof PyUnion) {
      // The class has None for it.
    } else if (fieldType instanceof PyGenericAlias) yield* set(field, new PyList([]));
    else if (fieldType === classes?.types.get("expr_context"))
      yield* set(field, classes?.singletons.get("Load") as Value);
    else {
      const text = `${nodeName(type)}.__init__ missing 1 required positional argument: '${field}'. ${SOON}`;
      yield warn(E.DeprecationWarning, text);
    }
  }
  return null;
}

/**
 * `AST.__reduce__`: a node is made anew with None for the fields that it has, lest it warns that they are missing; their values
 * come with the state.
 */
export function* reduce(self: PyObject): NativeGenerator {
  const type = typeOf(self);
  const dict = (yield* attribute(self, "__dict__")) ?? null;
  if (!(dict instanceof PyDict)) return tuple(type, new PyTuple([]));
  const given: Value[] = [];
  if ((yield* attribute(type, "_fields")) !== undefined)
    for (const name of yield* namesOf(type, "_fields")) {
      if (dict.get(name) === undefined) break;
      given.push(null);
    }
  return tuple(type, new PyTuple(given), dict);
}

/** `AST.__replace__` */
export function* replace(self: PyObject, changes: Keywords): NativeGenerator {
  const type = typeOf(self);
  const name = nodeName(type);
  const fields = yield* namesOf(type, "_fields");
  const attributes = yield* namesOf(type, "_attributes");
  const known = new Set([...fields, ...attributes]);
  for (const key of changes.keys())
    if (!known.has(key))
      raise(
        E.TypeError,
        `${name}.__replace__ got an unexpected keyword argument ${yield* shown(key)}.`,
      );
  const dict = dictOf(self);
  const types = yield* attribute(type, "_field_types");
  const missing: string[] = [];
  for (const field of fields) {
    if (changes.has(field) || dict.get(field) !== undefined) continue;
    const fieldType = types instanceof PyDict ? types.get(field) : undefined;
    const isDefaulted =
      fieldType instanceof PyUnion ||
      fieldType instanceof PyGenericAlias ||
      fieldType === knownClasses()?.types.get("expr_context");
    if (!isDefaulted) missing.push(yield* shown(field));
  }
  if (missing.length > 0) {
    const s = missing.length === 1 ? "" : "s";
    const list = missing.sort().join(", ");
    raise(
      E.TypeError,
      `${name}.__replace__ missing ${missing.length} keyword argument${s}: ${list}.`,
    );
  }
  const all: Keywords = new Map();
  for (const { key, value } of dict.table.live()) {
    const field = nameOf(key);
    if (field !== undefined) all.set(field, value as Value);
  }
  for (const [key, value] of changes) all.set(key, value);
  return yield new CallRequest(type, [], all);
}
