/** The _abc module, below Python's abc: classes that others can be registered with. https://docs.python.org/3/library/abc.html */
import { defineModule, members } from "../objects/define.ts";
import { E, raise } from "../objects/errors.ts";
import { PyFunction } from "../objects/function.ts";
import { newFrozenSet, PySet } from "../objects/hash-table.ts";
import { type Int, intValue } from "../objects/int.ts";
import { layout, PyObject, type Value } from "../objects/object.ts";
import { keywords, object, rest } from "../objects/params.ts";
import { findAttribute, getAttribute, setAttribute } from "../objects/protocols/attributes.ts";
import { attribute, isSubclassOf, mayLie } from "../objects/protocols/classes.ts";
import { eager } from "../objects/protocols/drain.ts";
import { storeMember } from "../objects/protocols/hashing.ts";
import { drain } from "../objects/protocols/iterate.ts";
import { truthOf } from "../objects/protocols/truth.ts";
import {
  call,
  isPending,
  type NativeGenerator,
  type NativeResult,
  type Pending,
} from "../objects/requests.ts";
import { NotImplemented, PyList, tuple } from "../objects/sequences.ts";
import { fromName, nameOf } from "../objects/str.ts";
import { Collection, PyType } from "../objects/type.ts";
import { objectType, typeOf } from "../objects/types.ts";
import { referenceTo } from "./weakref.ts";

const dataType = new PyType("_abc._abc_data", [objectType]);
dataType.isBase = false;

/** Classes that are kept only as long as somebody else keeps them. */
class WeakClasses {
  #known = new WeakSet<PyObject>();
  #references: WeakRef<PyObject>[] = [];
  #most = 16;
  has(cls: Value): boolean {
    return cls instanceof PyObject && this.#known.has(cls);
  }
  add(cls: PyObject): void {
    if (this.#known.has(cls)) return;
    if (this.#references.length >= this.#most) {
      this.#references = this.#references.filter((ref) => ref.deref() !== undefined);
      this.#most = Math.max(16, this.#references.length * 2);
    }
    this.#known.add(cls);
    this.#references.push(new WeakRef(cls));
  }
  clear(): void {
    this.#known = new WeakSet();
    this.#references = [];
  }
  living(): PyObject[] {
    return this.#references.map((ref) => ref.deref()).filter((cls) => cls !== undefined);
  }
}

/** What an abstract class knows of others. */
class AbcData extends PyObject {
  readonly registry = new WeakClasses();
  /** Those that are subclasses for certain, and (at this count of registrations) those that are not. */
  readonly yes = new WeakClasses();
  readonly no = new WeakClasses();
  /** Those that are subclasses because they are registered here. */
  readonly direct = new WeakClasses();
  noVersion: number;
  constructor(version: number) {
    super();
    this.noVersion = version;
  }
  knows(cls: Value): boolean {
    return this.yes.has(cls) || this.direct.has(cls);
  }
}
layout(AbcData, dataType);
dataType.populate(
  members<AbcData>(({ staticMethod }) => [
    {
      __new__: staticMethod(
        "Create and return a new object.",
        [object("cls"), rest("args"), keywords("kwargs")],
        () => new AbcData(0),
      ),
    },
  ]),
);

function dataOf(cls: Value): AbcData {
  const data = cls instanceof PyType ? cls.lookup("_abc_impl") : undefined;
  if (data === undefined) {
    // As an attribute that is missing is told of, or found on what is no class.
    const found = getAttribute(cls, "_abc_impl");
    if (found instanceof AbcData) return found;
  }
  if (!(data instanceof AbcData)) raise(E.TypeError, "_abc_impl is set to a wrong type");
  return data;
}

/* Abstract methods */

type Steps<T> = Generator<Pending, T, Value>;

function* isAbstract(value: Value): Steps<boolean> {
  if (typeof value !== "object" || value === null) return false;
  // Most are functions, which need not raise an error to say no.
  const found =
    value instanceof PyFunction
      ? findAttribute(value, "__isabstractmethod__")
      : yield* attribute(value, "__isabstractmethod__");
  if (found === undefined) return false;
  const truth = truthOf((isPending(found) ? yield found : found) as Value);
  return isPending(truth) ? ((yield truth) as boolean) : truth;
}

function* abstractNames(cls: PyType): Steps<Set<string>> {
  const names = new Set<string>();
  for (const name of [...cls.ownKeys()]) {
    const value = cls.own(name);
    if (value !== undefined && (yield* isAbstract(value))) names.add(name);
  }
  for (const base of cls.bases) {
    if (base.isBuiltin) continue;
    const inherited = yield* attribute(base, "__abstractmethods__");
    if (inherited === undefined) continue;
    for (const key of yield* drain(inherited)) {
      const name = nameOf(key);
      if (name === undefined) continue;
      const value = yield* attribute(cls, name);
      if (value !== undefined && (yield* isAbstract(value))) names.add(name);
    }
  }
  return names;
}

const COLLECTIONS = Collection.sequence | Collection.mapping;

/** Takes what `__abc_tpflags__` says of the instances. */
function takeFlags(cls: PyType): void {
  const flags = cls.own("__abc_tpflags__");
  if (flags === undefined) return;
  cls.set("__abc_tpflags__", undefined);
  const int: Int | undefined = intValue(flags);
  if (int === undefined) return;
  const collection = Number(BigInt.asUintN(32, BigInt(int))) & COLLECTIONS;
  if (collection === COLLECTIONS)
    raise(E.TypeError, "__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING");
  if (collection !== Collection.none) cls.setCollection(collection);
}

function* initialize(cls: Value, version: number): NativeGenerator {
  if (!(cls instanceof PyType)) {
    const dict = getAttribute(cls, "__dict__");
    if (isPending(dict)) yield dict;
    return raise(E.TypeError, "_abc_init() argument must be a class");
  }
  const names = newFrozenSet();
  for (const name of yield* abstractNames(cls)) {
    const pending = storeMember(names, fromName(name));
    if (isPending(pending)) yield pending;
  }
  for (const [name, value] of [
    ["__abstractmethods__", names],
    ["_abc_impl", new AbcData(version)],
  ] as const) {
    const done = setAttribute(cls, name, value);
    if (isPending(done)) yield done;
  }
  takeFlags(cls);
  return null;
}

/* Checks */

function* askWhether(derived: Value, cls: Value): Steps<boolean> {
  const answer = isSubclassOf(derived, cls);
  return isPending(answer) ? ((yield answer) as boolean) : answer;
}

function* callMethod(cls: Value, name: string, ...args: Value[]): Steps<Value> {
  const method = getAttribute(cls, name);
  return yield call((isPending(method) ? yield method : method) as Value, ...args);
}

function* instanceCheck(cls: Value, instance: Value, data: AbcData): NativeGenerator {
  const type = typeOf(instance);
  const own = (yield* attribute(instance, "__class__")) ?? type;
  if (data.knows(own)) return true;
  const answer = yield* callMethod(cls, "__subclasscheck__", own);
  if (own === type) return answer;
  const truth = truthOf(answer);
  if (isPending(truth) ? yield truth : truth) return answer;
  return yield* callMethod(cls, "__subclasscheck__", type);
}

/** The answer that costs more than a look at what is known: where to note it. */
function* search(cls: PyType, derived: PyType, data: AbcData): Steps<WeakClasses> {
  const hooked = yield* callMethod(cls, "__subclasshook__", derived);
  if (typeof hooked === "boolean") return hooked ? data.yes : data.no;
  if (hooked !== NotImplemented)
    raise(E.AssertionError, "__subclasshook__ must return either False, True, or NotImplemented");
  if (derived.isSubtype(cls)) return data.yes;
  if (data.registry.has(derived)) return data.direct;
  for (const registered of data.registry.living())
    if (yield* askWhether(derived, registered)) return data.yes;
  const subclasses = yield* callMethod(cls, "__subclasses__");
  if (!(subclasses instanceof PyList))
    return raise(E.TypeError, "__subclasses__() must return a list");
  for (const subclass of subclasses.items.slice())
    if (yield* askWhether(derived, subclass)) return data.yes;
  return data.no;
}

function* decide(cls: PyType, derived: PyType, data: AbcData): NativeGenerator {
  const known = yield* search(cls, derived, data);
  known.add(derived);
  return known !== data.no;
}

function* references(classes: WeakClasses): Steps<PySet> {
  const set = new PySet();
  for (const cls of classes.living()) {
    const pending = storeMember(set, referenceTo(cls));
    if (isPending(pending)) yield pending;
  }
  return set;
}

export const abcModule = defineModule(
  "_abc",
  "Module contains faster C implementation of abc.ABCMeta",
  ({ fn, caller }) => {
    /** Raised by each registration: what was not a subclass may be one since. */
    let token = 0;

    function instanceChecked(cls: Value, instance: Value): NativeResult {
      const data = dataOf(cls);
      const type = typeOf(instance);
      if (!mayLie(type)) {
        if (data.knows(type)) return true;
        if (data.noVersion === token && data.no.has(type)) return false;
      }
      return instanceCheck(cls, instance, data);
    }

    function subclassChecked(cls: Value, derived: Value): NativeResult {
      if (!(derived instanceof PyType)) raise(E.TypeError, "issubclass() arg 1 must be a class");
      const data = dataOf(cls);
      if (data.knows(derived)) return true;
      if (data.noVersion < token) {
        data.no.clear();
        data.noVersion = token;
      } else if (data.no.has(derived)) return false;
      return eager(decide(cls as PyType, derived, data));
    }

    function* register(cls: Value, derived: Value): NativeGenerator {
      if (!(derived instanceof PyType)) return raise(E.TypeError, "Can only register classes");
      if (yield* askWhether(derived, cls)) return derived;
      if (yield* askWhether(cls, derived))
        raise(E.RuntimeError, "Refusing to create an inheritance cycle");
      dataOf(cls).registry.add(derived);
      token++;
      const collection = cls instanceof PyType ? cls.collection : Collection.none;
      if (collection !== Collection.none) derived.setCollection(collection);
      return derived;
    }

    return {
      get_cache_token: fn(
        "Returns the current ABC cache token.\n\nThe token identifies the state of the caches: it changes whenever a class is registered.",
        [],
        () => token,
      ),
      _abc_init: caller(
        "Internal ABC helper for class set-up. Should be never used outside abc module.",
        [object("self")],
        (cls) => initialize(cls, token),
      ),
      _abc_register: caller(
        "Internal ABC helper for subclasss registration. Should be never used outside abc module.",
        [object("self"), object("subclass")],
        (cls, derived) => eager(register(cls, derived)),
      ),
      _abc_instancecheck: caller(
        "Internal ABC helper for instance checks. Should be never used outside abc module.",
        [object("self"), object("instance")],
        instanceChecked,
      ),
      _abc_subclasscheck: caller(
        "Internal ABC helper for subclasss checks. Should be never used outside abc module.",
        [object("self"), object("subclass")],
        subclassChecked,
      ),
      _reset_registry: fn(
        "Internal ABC helper to reset registry of a given class.",
        [object("self")],
        (cls) => {
          const { registry, direct } = dataOf(cls);
          registry.clear();
          direct.clear();
        },
      ),
      _reset_caches: fn(
        "Internal ABC helper to reset both caches of a given class.",
        [object("self")],
        (cls) => {
          const { yes, no, direct } = dataOf(cls);
          yes.clear();
          no.clear();
          direct.clear();
        },
      ),
      _get_dump: caller(
        "Internal ABC helper for cache and registry debugging.\n\nReturn shallow copies of registry, of both caches, and\nnegative cache version.",
        [object("self")],
        function* (cls): NativeGenerator {
          const { registry, yes, no, noVersion } = dataOf(cls);
          const sets = [yield* references(registry), yield* references(yes), yield* references(no)];
          return tuple(...sets, noVersion);
        },
      ),
    };
  },
);
