/**
 * Classes and their instances are made here: `type(name, bases, namespace)`, the class statement, and what a call of
 * a class does. https://docs.python.org/3/reference/datamodel.html#customizing-class-creation
 */

import { badNameCharacter } from "../syntax/characters.ts";
import { addNote } from "./builtins/exception-base.ts";
import { bestBase, isVariableSize, solidBase } from "./class-layout.ts";
import { checkClass } from "./construct.ts";
import { current } from "./current.ts";
import { E, PyThrow, raise } from "./errors.ts";
import {
  PyCell,
  PyClassMethod,
  PyFunction,
  PyMappingProxy,
  PyStaticMethod,
  PySuper,
} from "./function.ts";
import { PyDict, PySet } from "./hash-table.ts";
import { callDirect, callNative, PyGetSet, PyMember, PyNative } from "./native.ts";
import { PyInstance, type PyObject, type Value } from "./object.ts";
import { dictOf, findAttribute, getAttribute, replaceDict } from "./protocols/attributes.ts";
import { attribute } from "./protocols/classes.ts";
import { getDescriptor } from "./protocols/descriptors.ts";
import { setItem } from "./protocols/items.ts";
import { drain } from "./protocols/iterate.ts";
import { callSpecial } from "./protocols/slot.ts";
import { reprOf } from "./protocols/text.ts";
import {
  after,
  CallRequest,
  ClassBodyRequest,
  isPending,
  type Keywords,
  type NativeGenerator,
  type NativeResult,
  type Pending,
} from "./requests.ts";
import { PyList, PyTuple } from "./sequences.ts";
import { fromJs, fromName, isStr, nameOf, PyStr, textOf } from "./str.ts";
import { encodeNow } from "./text/codecs.ts";
import { linearize, MroConflict, PyType } from "./type.ts";
import { objectType, typeName, typeOf, typeType } from "./types.ts";

/* Instances */

const objectNew = (): Value | undefined => objectType.own("__new__");
const objectInit = (): Value | undefined => objectType.own("__init__");

/** What calling a class does: `__new__`, then `__init__` if that made an instance of it. */
export function construct(type: PyType, args: Value[], keywords: Keywords | null): NativeResult {
  if (type === typeType) {
    const isPlain = keywords === null || keywords.size === 0;
    if (args.length === 1) {
      if (!isPlain) raise(E.TypeError, "type() takes no keyword arguments");
      return typeOf(args[0] as Value);
    }
    if (args.length !== 3) raise(E.TypeError, "type() takes 1 or 3 arguments");
  }
  const maker = type.lookup("__new__");
  let made: NativeResult;
  if (maker instanceof PyNative) {
    made =
      maker === objectNew()
        ? newObject(type, args.length + (keywords?.size ?? 0))
        : callWithSelf(maker, type, args, keywords);
  } else {
    const bound = getDescriptor(maker as Value, undefined, type);
    made = after(bound, (fn) => new CallRequest(fn, [type, ...args], keywords));
  }
  return afterNew(type, made, args, keywords);
}

/** The second half of {@link construct}: `made` is what `__new__` answered. */
export function afterNew(
  type: PyType,
  made: NativeResult,
  args: Value[],
  keywords: Keywords | null,
): NativeResult {
  return after(made, (instance) => initialize(type, instance, args, keywords));
}

function callWithSelf(
  native: PyNative,
  self: Value,
  args: Value[],
  keywords: Keywords | null,
): NativeResult {
  const all = [self, ...args];
  return keywords === null
    ? callDirect(native, all, 0, all.length)
    : callNative(native, all, keywords);
}

/** Runs `__init__` of what `__new__` made; the answer is that object. */
function initialize(
  type: PyType,
  made: Value,
  args: Value[],
  keywords: Keywords | null,
): NativeResult {
  const own = typeOf(made);
  if (own !== type && !own.isSubtype(type)) return made;
  const init = own.lookup("__init__");
  let result: NativeResult;
  if (init === objectInit()) {
    checkNoExcess(own, args.length + (keywords?.size ?? 0));
    return made;
  }
  if (init instanceof PyNative && init.leading === 1)
    result = callWithSelf(init, made, args, keywords);
  else if (init instanceof PyFunction) result = new CallRequest(init, [made, ...args], keywords);
  else result = callBound(getDescriptor(init as Value, made, own), args, keywords);
  return after(result, (answer) => checkInit(answer, made));
}

function* callBound(
  bound: NativeResult,
  args: Value[],
  keywords: Keywords | null,
): NativeGenerator {
  return yield new CallRequest((isPending(bound) ? yield bound : bound) as Value, args, keywords);
}

function checkInit(result: Value | undefined, made: Value): Value {
  if (result !== null && result !== undefined)
    raise(E.TypeError, `__init__() should return None, not '${typeName(result)}'`);
  return made;
}

/** What `object.__init__` says to arguments: they are meant for an overridden `__new__`, or too many. */
export function checkNoExcess(type: PyType, excess: number): void {
  if (excess === 0) return;
  const tail = "takes exactly one argument (the instance to initialize)";
  if (type.lookup("__init__") !== objectInit()) raise(E.TypeError, `object.__init__() ${tail}`);
  if (type.lookup("__new__") === objectNew()) raise(E.TypeError, `${type.name}.__init__() ${tail}`);
}

/** `object.__new__(type, …)` with `excess` further arguments. */
export function newObject(type: PyType, excess: number): Value {
  if (excess > 0) {
    if (type.lookup("__new__") !== objectNew()) {
      const tail = "takes exactly one argument (the type to instantiate)";
      raise(E.TypeError, `object.__new__() ${tail}`);
    }
    if (type.lookup("__init__") === objectInit())
      raise(E.TypeError, `${type.name}() takes no arguments`);
  }
  if (type.layout !== PyInstance || (type.isBuiltin && !type.isBase)) {
    const owner = type.mro.find((t) => t.isBuiltin && t.own("__new__") !== undefined);
    if (owner === undefined || owner === objectType)
      raise(E.TypeError, `cannot create '${type.name}' instances`);
    raise(E.TypeError, `object.__new__(${type.name}) is not safe, use ${owner.name}.__new__()`);
  }
  if (type.isAbstract) abstractError(type);
  if (type.lookup("__del__") !== undefined) return current.interpreter.lifetimes.newMortal(type);
  return new PyInstance(type.instanceShape, []);
}

function abstractError(type: PyType): never {
  const methods = type.own("__abstractmethods__");
  const names: string[] = [];
  if (methods instanceof PySet)
    for (const { key } of methods.table.live()) names.push(textOf(key) ?? "");
  else if (methods instanceof PyList || methods instanceof PyTuple)
    for (const name of methods.items) names.push(textOf(name) ?? "");
  const list = names
    .sort()
    .map((name) => `'${name}'`)
    .join(", ");
  const what = `abstract method${names.length === 1 ? "" : "s"} ${list}`;
  raise(
    E.TypeError,
    `Can't instantiate abstract class ${type.name} without an implementation for ${what}`,
  );
}

/* Classes */

/** The metaclass for these bases: the most derived one of theirs and `metatype`. */
export function calculateMetaclass(metatype: PyType, bases: readonly Value[]): PyType {
  let winner = metatype;
  for (const base of bases) {
    const other = typeOf(base);
    if (winner.isSubtype(other)) continue;
    if (!other.isSubtype(winner)) {
      const rule = "the metaclass of a derived class must be a (non-strict) subclass";
      raise(E.TypeError, `metaclass conflict: ${rule} of the metaclasses of all its bases`);
    }
    winner = other;
  }
  return winner;
}

/** `type.__new__(metatype, name, bases, namespace, **keywords)`. */
export function* newType(
  metatype: Value,
  args: readonly Value[],
  keywords: Keywords,
): NativeGenerator {
  const meta = checkClass(metatype, typeType);
  if (args.length !== 3)
    raise(E.TypeError, `type.__new__() takes exactly 3 arguments (${args.length} given)`);
  const [name, given, namespace] = args as [Value, Value, Value];
  const wrong = (i: number, wanted: string, value: Value) =>
    raise(E.TypeError, `type.__new__() argument ${i} must be ${wanted}, not ${typeName(value)}`);
  if (!isStr(name)) wrong(1, "str", name);
  if (!(given instanceof PyTuple)) return wrong(2, "tuple", given);
  if (!(namespace instanceof PyDict)) return wrong(3, "dict", namespace);
  for (const base of given.items) {
    if (base instanceof PyType) continue;
    if ((yield* attribute(base, "__mro_entries__")) !== undefined)
      raise(E.TypeError, "type() doesn't support MRO entry resolution; use types.new_class()");
  }
  const winner = calculateMetaclass(meta, given.items);
  if (winner !== meta) {
    const maker = winner.lookup("__new__") as Value;
    if (maker !== typeType.own("__new__")) {
      const bound = getDescriptor(maker, undefined, winner);
      const fn = (isPending(bound) ? yield bound : bound) as Value;
      return yield new CallRequest(fn, [winner, ...args], keywords);
    }
  }
  const bases = given.items.length === 0 ? [objectType] : (given.items as readonly PyType[]);
  const type = yield* makeType(winner, textOf(name) as string, bases, namespace);
  yield* setNames(type);
  yield* initSubclass(type, keywords);
  return type;
}

function* makeType(
  metatype: PyType,
  name: string,
  bases: readonly PyType[],
  namespace: PyDict,
): Generator<Pending, PyType, Value> {
  const best = bestBase(bases);
  if (name.includes("\0")) raise(E.ValueError, "type name must not contain null characters");
  const slots = yield* readSlots(name, best, namespace);
  const qualname = namespace.get("__qualname__");
  if (qualname !== undefined && !isStr(qualname))
    raise(E.TypeError, `type __qualname__ must be a str, not ${typeName(qualname)}`);
  const cell = namespace.get("__classcell__");
  if (cell !== undefined && !(cell instanceof PyCell)) {
    const repr = reprOf(typeOf(cell));
    const shown = textOf((isPending(repr) ? yield repr : repr) as Value);
    raise(E.TypeError, `__classcell__ must be a nonlocal cell, not ${shown}`);
  }
  const seen = namespace.get("__classdictcell__");
  if (seen !== undefined && !(seen instanceof PyCell)) {
    const repr = reprOf(typeOf(seen));
    const shown = textOf((isPending(repr) ? yield repr : repr) as Value);
    raise(E.TypeError, `__classdictcell__ must be a nonlocal cell, not ${shown}`);
  }
  const type = linearized(metatype, name, bases);
  if (metatype !== typeType) {
    type.shape = metatype.instanceShape;
    type.slots = [];
  }
  type.layout = best.layout;
  if (qualname !== undefined) type.qualname = textOf(qualname) as string;
  for (const entry of namespace.table.live()) {
    const key = nameOf(entry.key);
    if (key !== undefined && !CONSUMED.has(key)) type.dict.set(key, entry.value as Value);
  }
  const doc = namespace.get("__doc__");
  // It has to be text that can be coded.
  if (doc instanceof PyStr) encodeNow(doc, "utf-8", "strict");
  completeNamespace(type, best, slots);
  if (cell !== undefined) (cell as PyCell).value = type;
  // Annotations look names up in the class, as it is then.
  if (seen !== undefined) (seen as PyCell).value = new PyMappingProxy(type, type);
  if (metatype.lookup("mro") !== typeType.own("mro")) {
    type.mro = yield* orderOf(type);
    type.inheritCollection();
    type.touch();
  }
  for (const base of bases) if (base.isBuiltin) noteSubclass(base, type);
  return type;
}

/** Not attributes of the class, but about it. */
const CONSUMED: ReadonlySet<string> = new Set([
  "__qualname__",
  "__classcell__",
  "__classdictcell__",
]);

export function checkDuplicates(bases: readonly PyType[]): void {
  for (const [i, base] of bases.entries())
    if (bases.indexOf(base) < i) raise(E.TypeError, `duplicate base class ${base.name}`);
}

function linearized(metatype: PyType, name: string, bases: readonly PyType[]): PyType {
  const isCustom = metatype.lookup("mro") !== typeType.own("mro");
  // Else it is for `mro` to say so.
  if (!isCustom) checkDuplicates(bases);
  try {
    return new PyType(name, bases, isCustom ? { builtin: false, mro: [] } : { builtin: false });
  } catch (error) {
    return mroError(error);
  }
}

/** Words a failed linearisation as CPython does. */
export function mroError(error: unknown): never {
  if (!(error instanceof MroConflict)) throw error;
  const names = [...new Set(error.bases)].map((base) => base.name).join(", ");
  raise(E.TypeError, `Cannot create a consistent method resolution order (MRO) for bases ${names}`);
}

/** In which order the bases of a class are searched: a metaclass's own `mro` may say. */
export function* orderOf(type: PyType): Generator<Pending, readonly PyType[], Value> {
  if (typeOf(type).lookup("mro") === typeType.own("mro")) return linearize(type, type.bases);
  const method = getAttribute(type, "mro");
  const fn = (isPending(method) ? yield method : method) as Value;
  const order = yield* drain(yield new CallRequest(fn, [], null));
  if (order.length === 0) raise(E.TypeError, "type MRO must not be empty");
  const solid = solidBase(type);
  for (const base of order) {
    if (!(base instanceof PyType))
      raise(E.TypeError, `mro() returned a non-class ('${typeName(base)}')`);
    if (!solid.isSubtype(solidBase(base)))
      raise(E.TypeError, `mro() returned base with unsuitable layout ('${base.name}')`);
  }
  return order as PyType[];
}

interface Slots {
  /** Mangled and in order; null without `__slots__`. */
  readonly names: readonly string[] | null;
  readonly dict: boolean;
  readonly weakref: boolean;
}

function* readSlots(
  name: string,
  base: PyType,
  namespace: PyDict,
): Generator<Pending, Slots, Value> {
  const given = namespace.get("__slots__");
  // A class keeps its attributes in its own way.
  const mayAddDict = !base.hasDict && !base.isSubtype(typeType);
  const mayAddWeakref = !base.hasWeakref && !isVariableSize(base);
  if (given === undefined) return { names: null, dict: mayAddDict, weakref: mayAddWeakref };
  const listed = isStr(given) ? [given] : yield* drain(given);
  if (listed.length > 0 && isVariableSize(base))
    raise(E.TypeError, `nonempty __slots__ not supported for subtype of '${base.name}'`);
  const names: string[] = [];
  let dict = false;
  let weakref = false;
  for (const item of listed) {
    if (!isStr(item))
      raise(E.TypeError, `__slots__ items must be strings, not '${typeName(item)}'`);
    const slot = textOf(item) as string;
    if (slot === "" || badNameCharacter(slot) >= 0)
      raise(E.TypeError, "__slots__ must be identifiers");
    if (slot === "__dict__") {
      if (!mayAddDict || dict) raise(E.TypeError, "__dict__ slot disallowed: we already got one");
      dict = true;
    } else if (slot === "__weakref__") {
      if (!mayAddWeakref || weakref)
        raise(E.TypeError, "__weakref__ slot disallowed: we already got one");
      weakref = true;
    } else {
      const mangled = mangle(slot, name);
      if (namespace.get(mangled) !== undefined && !CONSUMED.has(mangled)) {
        const repr = reprOf(fromJs(mangled));
        raise(E.ValueError, `${textOf(repr as Value)} in __slots__ conflicts with class variable`);
      }
      names.push(mangled);
    }
  }
  return { names: names.sort(), dict, weakref };
}

/** A private name as it is called outside of its class. */
function mangle(name: string, className: string): string {
  const owner = className.replace(/^_+/, "");
  return !name.startsWith("__") || name.endsWith("__") || owner === "" ? name : `_${owner}${name}`;
}

/** Adds what every class has beside its namespace. */
function completeNamespace(type: PyType, base: PyType, slots: Slots): void {
  const { dict } = type;
  if (!dict.has("__module__")) {
    const module = current.interpreter?.callerModule?.();
    if (module !== undefined && module !== null) dict.set("__module__", module);
  }
  for (const name of ["__new__"]) {
    const fn = dict.get(name);
    if (fn instanceof PyFunction) dict.set(name, new PyStaticMethod(fn));
  }
  for (const name of ["__init_subclass__", "__class_getitem__"]) {
    const fn = dict.get(name);
    if (fn instanceof PyFunction) dict.set(name, new PyClassMethod(fn));
  }
  type.slotNames = slots.names;
  for (const name of slots.names ?? []) dict.set(name, new PyMember(name, type));
  if (slots.dict) {
    type.hasDict = true;
    if (!dict.has("__dict__")) dict.set("__dict__", dictAttribute(type));
  }
  if (slots.weakref) {
    type.hasWeakref = true;
    const doc = "list of weak references to the object";
    const first = (self: Value) =>
      current.interpreter.lifetimes.referencesTo(self as PyObject)[0] ?? null;
    if (!dict.has("__weakref__"))
      dict.set("__weakref__", new PyGetSet("__weakref__", type, doc, first, null));
  }
  // `__slots__ = ()` below bases of which only another one has a dict.
  if (!type.hasDict) type.hasDict = base.hasDict;
  if (!dict.has("__doc__")) dict.set("__doc__", null);
  if (dict.has("__eq__") && !dict.has("__hash__")) dict.set("__hash__", null);
}

function dictAttribute(type: PyType): PyGetSet {
  return new PyGetSet(
    "__dict__",
    type,
    "dictionary for instance variables",
    (self) => dictOf(self as PyObject),
    (self, value) => {
      if (value === undefined) value = new PyDict();
      if (!(value instanceof PyDict))
        raise(E.TypeError, `__dict__ must be set to a dictionary, not a '${typeName(value)}'`);
      replaceDict(self as PyObject, value);
      return null;
    },
  );
}

/** Builtin types are shared: who derives from them is known to each interpreter alone. */
function noteSubclass(base: PyType, type: PyType): void {
  const { subclasses } = current.interpreter ?? {};
  if (subclasses === undefined) return;
  const known = subclasses.get(base);
  const ref = new WeakRef(type);
  if (known === undefined) subclasses.set(base, [ref]);
  else {
    // Now and then those that are gone are let go of.
    if ((known.length & (known.length - 1)) === 0)
      subclasses.set(base, [...known.filter((r) => r.deref() !== undefined), ref]);
    else known.push(ref);
  }
}

/** Tells each attribute its name, where it wants to know. */
function* setNames(type: PyType): Generator<Pending, void, Value> {
  for (const [name, value] of [...type.dict]) {
    if (typeof value !== "object" || value === null || value instanceof PyFunction) continue;
    if (typeOf(value).lookup("__set_name__") === undefined) continue;
    try {
      const done = callSpecial(value, "__set_name__", [type, fromName(name)]);
      if (isPending(done)) yield done;
    } catch (error) {
      if (error instanceof PyThrow) {
        const where = `'${typeName(value)}' instance '${name}' in '${type.name}'`;
        addNote(error.exception, `Error calling __set_name__ on ${where}`);
      }
      throw error;
    }
  }
}

/** Calls `super(type, type).__init_subclass__(**keywords)`. */
function* initSubclass(type: PyType, keywords: Keywords): Generator<Pending, void, Value> {
  const found = findAttribute(new PySuper(type, type, type), "__init_subclass__");
  if (found === undefined) return;
  const fn = (isPending(found) ? yield found : found) as Value;
  yield new CallRequest(fn, [], keywords.size === 0 ? null : keywords);
}

/* The class statement */

/** `__build_class__(fn, name, *bases, **keywords)`. */
export function* buildClass(
  fn: Value,
  name: Value,
  given: readonly Value[],
  keywords: Keywords | null,
): NativeGenerator {
  if (!(fn instanceof PyFunction)) raise(E.TypeError, "__build_class__: func must be a function");
  if (!isStr(name)) raise(E.TypeError, "__build_class__: name is not a string");
  const bases = yield* resolveBases(given);
  const rest: Keywords = new Map(keywords ?? []);
  let meta = rest.get("metaclass");
  rest.delete("metaclass");
  meta ??= bases.length === 0 ? typeType : typeOf(bases[0] as Value);
  if (meta instanceof PyType) meta = calculateMetaclass(meta, bases);
  const tuple = new PyTuple(bases);
  const namespace = yield* prepare(meta, name, tuple, rest);
  const cell = yield new ClassBodyRequest(fn, namespace);
  if (cell instanceof PyCell) yield* set(namespace, "__classcell__", cell);
  if (bases !== given) yield* set(namespace, "__orig_bases__", new PyTuple(given));
  const cls = yield new CallRequest(meta, [name, tuple, namespace], rest.size === 0 ? null : rest);
  if (cls instanceof PyType && cell instanceof PyCell) yield* checkCell(cls, name, cell);
  return cls;
}

function* set(namespace: Value, key: string, value: Value): Generator<Pending, void, Value> {
  const done = setItem(namespace, key, value);
  if (isPending(done)) yield done;
}

/** Replaces bases that are no classes by what their `__mro_entries__` answers; the same array where there are none. */
function* resolveBases(given: readonly Value[]): Generator<Pending, readonly Value[], Value> {
  if (given.every((base) => base instanceof PyType)) return given;
  const bases: Value[] = [];
  let isChanged = false;
  for (const base of given) {
    const entries = base instanceof PyType ? undefined : yield* attribute(base, "__mro_entries__");
    if (entries === undefined) {
      bases.push(base);
      continue;
    }
    isChanged = true;
    const replaced = yield new CallRequest(entries, [new PyTuple(given)], null);
    if (!(replaced instanceof PyTuple)) raise(E.TypeError, "__mro_entries__ must return a tuple");
    for (const item of replaced.items) bases.push(item);
  }
  return isChanged ? bases : given;
}

function* prepare(
  meta: Value,
  name: Value,
  bases: PyTuple,
  keywords: Keywords,
): Generator<Pending, Value, Value> {
  if (meta === typeType) return new PyDict();
  const hook = yield* attribute(meta, "__prepare__");
  if (hook === undefined) return new PyDict();
  const given = keywords.size === 0 ? null : keywords;
  const namespace = yield new CallRequest(hook, [name, bases], given);
  if (namespace instanceof PyDict || typeOf(namespace).lookup("__getitem__") !== undefined)
    return namespace;
  const who = meta instanceof PyType ? meta.name : "<metaclass>";
  return raise(
    E.TypeError,
    `${who}.__prepare__() must return a mapping, not ${typeName(namespace)}`,
  );
}

function* checkCell(cls: PyType, name: Value, cell: PyCell): Generator<Pending, void, Value> {
  if (cell.value === cls) return;
  const shown = function* (value: Value): Generator<Pending, string, Value> {
    const repr = reprOf(value);
    return textOf((isPending(repr) ? yield repr : repr) as Value) as string;
  };
  const defining = `defining ${yield* shown(name)} as ${yield* shown(cls)}`;
  if (cell.value === undefined) {
    const question = "Was __classcell__ propagated to type.__new__?";
    raise(E.RuntimeError, `__class__ not set ${defining}. ${question}`);
  }
  raise(E.TypeError, `__class__ set to ${yield* shown(cell.value)} ${defining}`);
}
