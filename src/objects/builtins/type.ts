/** type: what classes know of themselves. https://docs.python.org/3/library/functions.html#type */

import { checkDuplicates, construct, mroError, newType, orderOf } from "../class-creation.ts";
import { baseOf, bestBase, checkSameLayout, isVariableSize } from "../class-layout.ts";
import { charge, current } from "../current.ts";
import { members } from "../define.ts";
import { E, raise } from "../errors.ts";
import { PyMappingProxy } from "../function.ts";
import { PyDict } from "../hash-table.ts";
import { PyGetSet, PyNative } from "../native.ts";
import type { Value } from "../object.ts";
import { keywords, object, rest } from "../params.ts";
import {
  attributeError,
  findAttribute,
  missing,
  refuseChange,
  storeAttribute,
} from "../protocols/attributes.ts";
import { plainInstance, plainSubclass } from "../protocols/classes.ts";
import { getDescriptor } from "../protocols/descriptors.ts";
import { plainTruth } from "../protocols/truth.ts";
import { call, isPending, type NativeGenerator, type NativeResult } from "../requests.ts";
import { EMPTY_TUPLE, PyList, PyTuple } from "../sequences.ts";
import { fromJs, textOf } from "../str.ts";
import { linearize, PyType } from "../type.ts";
import { boolType, intType, matchesSelf, objectType, typeName, typeType } from "../types.ts";
import { uniteTypes } from "../typing/union.ts";
import {
  attributeName,
  initializer,
  member,
  moduleOf,
  NEW_DOC,
  shortName,
  typeFullName,
} from "./common.ts";
import { classDoc, signatureOfType } from "./docs.ts";
import { isCallable } from "./function.ts";

/** Raises where such an attribute would be deleted. That a builtin class is not changed, the machine sees to. */
function checkWritable(type: PyType, name: string, value: Value | undefined): void {
  if (type.isBuiltin) refuseChange(type, name);
  if (value === undefined)
    raise(E.TypeError, `cannot delete '${name}' attribute of immutable type '${type.name}'`);
}

function checkText(type: PyType, name: string, value: Value | undefined): string {
  checkWritable(type, name, value);
  return (
    textOf(value as Value) ??
    raise(
      E.TypeError,
      `can only assign string to ${type.name}.${name}, not '${typeName(value as Value)}'`,
    )
  );
}

function setName(type: PyType, value: Value | undefined): null {
  const name = checkText(type, "__name__", value);
  if (name.includes("\0")) raise(E.ValueError, "type name must not contain null characters");
  type.name = name;
  return null;
}

function isBelow(type: PyType, other: PyType): boolean {
  let at: PyType | null = type;
  while (at !== null && at !== other) at = baseOf(at);
  return at === other;
}

function* setBases(type: PyType, value: Value | undefined): NativeGenerator {
  checkWritable(type, "__bases__", value);
  if (!(value instanceof PyTuple))
    raise(
      E.TypeError,
      `can only assign tuple to ${type.name}.__bases__, not ${typeName(value as Value)}`,
    );
  if (value.items.length === 0)
    raise(E.TypeError, `can only assign non-empty tuple to ${type.name}.__bases__, not ()`);
  for (const base of value.items) {
    if (!(base instanceof PyType))
      raise(
        E.TypeError,
        `${type.name}.__bases__ must be tuple of classes, not '${typeName(base)}'`,
      );
    // By what is known now, too: the order of a class is not, while its metaclass is asked for it.
    if (base.isSubtype(type) || isBelow(base, type))
      raise(E.TypeError, "a __bases__ item causes an inheritance cycle");
  }
  const bases = value.items as readonly PyType[];
  checkDuplicates(bases);
  const before = baseOf(type) ?? objectType;
  const best = bestBase(bases);
  if (best !== before) checkSameLayout(before, best, "__bases__");
  const old = type.bases;
  type.bases = bases;
  // All subclasses get a new order too, or none does.
  const changed: [PyType, readonly PyType[]][] = [];
  const waiting = [type];
  try {
    for (const at of waiting) {
      charge(at.mro.length);
      const before = at.mro;
      at.mro = yield* orderOf(at);
      changed.push([at, before]);
      for (const subclass of at.subclasses()) waiting.push(subclass);
    }
  } catch (error) {
    if (type.bases === bases) {
      type.bases = old;
      for (const [at, mro] of changed) at.mro = mro;
      type.touch();
    }
    return mroError(error);
  }
  for (const base of bases) if (!base.isBuiltin && !old.includes(base)) base.addSubclass(type);
  type.touch();
  return null;
}

/** Direct subclasses, those written in Python in this interpreter included. */
export function subclassesOf(type: PyType): PyType[] {
  if (!type.isBuiltin) return type.subclasses();
  const builtin =
    type === intType ? [boolType] : Object.values(E).filter((e) => e.bases.includes(type));
  const known = current.interpreter?.subclasses.get(type) ?? [];
  const own = known.map((ref) => ref.deref()).filter((t) => t?.bases.includes(type) === true);
  return [...builtin, ...(own as PyType[])];
}

/** `__doc__`, which instances of a class may have their own idea of. */
function docOf(type: PyType): NativeResult {
  const doc = classDoc(type) ?? type.own("__doc__");
  if (type.isBuiltin && doc instanceof PyGetSet) return null;
  return doc === undefined ? null : getDescriptor(doc, undefined, type);
}

function* annotationsOf(type: PyType): NativeGenerator {
  if (type.isBuiltin) missing(type, "__annotations__");
  for (const key of ["__annotations__", "__annotations_cache__"]) {
    const known = type.own(key);
    if (known !== undefined) return known;
  }
  const annotate = ownAnnotate(type);
  let made: Value = new PyDict();
  if (annotate !== null) {
    const bound = getDescriptor(annotate, undefined, type);
    made = yield call((isPending(bound) ? yield bound : bound) as Value, 1);
    if (!(made instanceof PyDict))
      raise(E.TypeError, `__annotate__ returned non-dict of type '${typeName(made)}'`);
  }
  type.set("__annotations_cache__", made);
  return made;
}

function setAnnotations(type: PyType, value: Value | undefined): null {
  if (type.isBuiltin) checkWritable(type, "__annotations__", value ?? null);
  const key =
    type.own("__annotations__") === undefined ? "__annotations_cache__" : "__annotations__";
  if (value === undefined && type.own(key) === undefined)
    attributeError("__annotations__", type, "__annotations__");
  type.set(key, value);
  type.set("__annotate_func__", null);
  return null;
}

/** What makes the annotations, as it is in the class; a class without it has None from then on. */
function ownAnnotate(type: PyType): Value {
  for (const key of ["__annotate_func__", "__annotate__"]) {
    const found = type.own(key);
    if (found !== undefined) return found;
  }
  type.set("__annotate_func__", null);
  return null;
}

function annotateOf(type: PyType): NativeResult {
  if (type.isBuiltin) missing(type, "__annotate__");
  return getDescriptor(ownAnnotate(type), undefined, type);
}

function setAnnotate(type: PyType, value: Value | undefined): null {
  if (value === undefined) raise(E.TypeError, "cannot delete __annotate__ attribute");
  checkWritable(type, "__annotate__", value);
  if (value !== null && !isCallable(value))
    raise(E.TypeError, "__annotate__ must be callable or None");
  type.set("__annotate_func__", value);
  type.set("__annotations_cache__", undefined);
  return null;
}

function definedModule(type: PyType): Value {
  const module = type.own("__module__");
  // A class made by a native has none of its own.
  if (module === undefined) return type.lookup("__module__") ?? "builtins";
  return module;
}

function setAbstract(type: PyType, value: Value | undefined): null {
  if (type.isBuiltin) refuseChange(type, "__abstractmethods__");
  if (value === undefined) {
    if (type.own("__abstractmethods__") === undefined) noAbstract(type);
    type.isAbstract = false;
  } else type.isAbstract = plainTruth(value) === true;
  type.set("__abstractmethods__", value);
  return null;
}

function noAbstract(type: PyType): never {
  attributeError("__abstractmethods__", type, "__abstractmethods__");
}

/** Names of the class's attributes and its bases', for `dir`. */
function typeDirectory(type: PyType): PyList {
  const names = new Set<string>();
  for (const t of type.mro) for (const name of t.ownKeys()) names.add(name);
  return new PyList([...names].map(fromJs));
}

export const typeMembers = members<PyType>(
  ({ method, getter, slots, staticMethod, classMethod }) => [
    {
      __new__: staticMethod(
        NEW_DOC,
        [object("metatype"), rest("args"), keywords("kwargs")],
        newType,
      ),
      __init__: initializer([rest("args"), keywords("kwargs")], (_self, args, given) => {
        if (given.size > 0 && args.length === 1)
          raise(E.TypeError, "type.__init__() takes no keyword arguments");
        if (args.length !== 1 && args.length !== 3)
          raise(E.TypeError, "type.__init__() takes 1 or 3 arguments");
        return null;
      }),
    },
    slots({
      __repr__: (self) => `<class '${typeFullName(self)}'>`,
      __getattribute__: (self, name) => {
        const key = attributeName(name);
        const found = findAttribute(self, key);
        return found === undefined ? missing(self, key) : found;
      },
      __setattr__: (self, name, value) => storeAttribute(self, attributeName(name), value),
      __delattr__: (self, name) => storeAttribute(self, attributeName(name), undefined),
      __instancecheck__: (self, value) => plainInstance(value, self),
      __subclasscheck__: (self, derived) => plainSubclass(derived, self),
      __or__: uniteTypes,
      __ror__: (self, left) => uniteTypes(left, self),
    }),
    {
      __call__: (name, owner) =>
        new PyNative(
          name,
          "slot",
          owner,
          [rest("args"), keywords("kwargs")],
          construct,
          "Call self as a function.",
          false,
        ),
      __name__: getter(
        "",
        (self) => (self.isBuiltin ? shortName(self) : fromJs(self.name)),
        setName,
      ),
      __qualname__: getter(
        "",
        (self) => (self.isBuiltin ? shortName(self) : fromJs(self.qualname)),
        (self, value) => {
          self.qualname = checkText(self, "__qualname__", value);
          return null;
        },
      ),
      __module__: getter(
        "",
        (self) => (self.isBuiltin ? moduleOf(self) : definedModule(self)),
        (self, value) => {
          checkWritable(self, "__module__", value);
          self.set("__module__", value);
          return null;
        },
      ),
      __bases__: getter("", (self) => new PyTuple(self.bases), setBases),
      __base__: member(baseOf),
      __mro__: getter("", (self) => new PyTuple(self.mro)),
      __dict__: getter("", (self) => new PyMappingProxy(self, self)),
      __doc__: getter("", docOf, (self, value) => {
        checkWritable(self, "__doc__", value);
        self.set("__doc__", value);
        return null;
      }),
      __text_signature__: getter("", signatureOfType),
      __abstractmethods__: getter(
        "",
        (self) =>
          (self === self.shape.type ? undefined : self.own("__abstractmethods__")) ??
          noAbstract(self),
        setAbstract,
      ),
      __annotations__: getter("", annotationsOf, setAnnotations),
      __annotate__: getter("", annotateOf, setAnnotate),
      __type_params__: getter(
        "",
        (self) => (self.isBuiltin ? EMPTY_TUPLE : (self.own("__type_params__") ?? EMPTY_TUPLE)),
        (self, value) => {
          checkWritable(self, "__type_params__", value);
          self.set("__type_params__", value);
          return null;
        },
      ),
      __flags__: member<PyType>(flagsOf),
      __basicsize__: member<PyType>((self) => 16 + 8 * (self.slotNames?.length ?? 0)),
      __itemsize__: member<PyType>((self) => (isVariableSize(self) ? 8 : 0)),
      __dictoffset__: member<PyType>((self) => (self.hasDict || self.isSubtype(typeType) ? -1 : 0)),
      __weakrefoffset__: member<PyType>((self) => (self.hasWeakref ? -1 : 0)),
      mro: method("Return a type's method resolution order.", [], (self) => {
        checkDuplicates(self.bases);
        try {
          return new PyList([...linearize(self, self.bases)]);
        } catch (error) {
          return mroError(error);
        }
      }),
      __subclasses__: method(
        "Return a list of immediate subclasses.",
        [],
        (self) => new PyList(subclassesOf(self)),
      ),
      __prepare__: classMethod(
        "Create the namespace for the class statement",
        [rest("args"), keywords("kwargs")],
        () => new PyDict(),
      ),
      __dir__: method("Specialized __dir__ implementation for types.", [], typeDirectory),
      __sizeof__: method("Return memory consumption of the type object.", [], () => 928),
    },
  ],
);

/** The bits of `__flags__` that `inspect` and `copyreg` read. */
function flagsOf(type: PyType): number {
  const heap = type.isBuiltin ? 1 << 8 : 1 << 9;
  const patterns = type.collection | (matchesSelf(type) ? 1 << 22 : 0);
  return (
    heap | (type.isBase ? 1 << 10 : 0) | (1 << 12) | (type.isAbstract ? 1 << 20 : 0) | patterns
  );
}
