/** dict. https://docs.python.org/3/library/stdtypes.html#dict */

import { instanceOf } from "../construct.ts";
import { charge } from "../current.ts";
import { members } from "../define.ts";
import { E, isThrown, newException, raise } from "../errors.ts";
import { TextBuilder } from "../formatting/text-builder.ts";
import { Entry, PyDict } from "../hash-table.ts";
import type { Value } from "../object.ts";
import { keywords, object, optional, rest } from "../params.ts";
import { findAttribute, getAttribute, setOwn } from "../protocols/attributes.ts";
import { same } from "../protocols/compare.ts";
import { DrainFrame, eager } from "../protocols/drain.ts";
import {
  entryOf,
  isSearch,
  lookup,
  lookupOrAdd,
  remove,
  store,
  withEntry,
} from "../protocols/hashing.ts";
import { getItem, setItem } from "../protocols/items.ts";
import { plainItems } from "../protocols/iterate.ts";
import { plainEqual } from "../protocols/sequence-compare.ts";
import { callSpecial, slotOf } from "../protocols/slot.ts";
import { guardRepr } from "../protocols/text.ts";
import {
  call,
  isPending,
  type Keywords,
  type NativeGenerator,
  type NativeResult,
  type Pending,
  RaiseRequest,
} from "../requests.ts";
import { NotImplemented, PyList, tuple } from "../sequences.ts";
import { SLOT } from "../slots.ts";
import { fromName } from "../str.ts";
import type { PyType } from "../type.ts";
import { dictType, typeOf } from "../types.ts";
import { onlyArgument } from "./arguments.ts";
import { UNORDERED } from "./common.ts";
import { KeyIterator, ReverseKeyIterator } from "./iterators.ts";
import { listFrom } from "./list.ts";
import { addRepr } from "./repr.ts";
import { PyDictItems, PyDictKeys, PyDictValues } from "./views.ts";

const KEY = "dict key";

/** Raises the KeyError for this key. */
export function keyError(key: Value): RaiseRequest {
  return new RaiseRequest(newException(E.KeyError, key));
}

function getMissing(self: PyDict, key: Value): NativeResult {
  if (self.shape.type.isBuiltin && self.shape.type === dictType) return keyError(key);
  const result = callSpecial(self, "__missing__", [key]);
  return result === undefined ? keyError(key) : result;
}

/** `dict[key]` */
export function getDictItem(self: PyDict, key: Value): NativeResult {
  const found = lookup(self.table, key, KEY);
  if (found instanceof Entry) return found.value;
  if (found === undefined) return getMissing(self, key);
  return withEntry(found, (entry) => (entry === undefined ? getMissing(self, key) : entry.value));
}

/** `dict[key] = value` */
export function setDictItem(self: PyDict, key: Value, value: Value): NativeResult {
  return store(self.table, key, value, KEY);
}

/** Sets the value of a key and goes on. */
function* put(dict: PyDict, key: Value, value: Value): Generator<Pending, void, Value> {
  const pending = store(dict.table, key, value, KEY);
  if (pending !== undefined) yield pending;
}

/** Is iteration over this dict (or instance of a derived class) what dict does? */
function isPlainDict(value: Value): value is PyDict {
  if (!(value instanceof PyDict)) return false;
  const { type } = value.shape;
  return type === dictType || type.lookup("__iter__") === dictType.lookup("__iter__");
}

/** Puts all of one dict into another. */
function* mergeDict(dict: PyDict, other: PyDict): Generator<Pending, void, Value> {
  const from = other.table;
  if (dict === other || from.size === 0) return;
  charge(from.size);
  if (dict.table.size === 0 && dict.table.buckets === null) {
    dict.table.copyFrom(from);
    return;
  }
  for (let i = 0; i < from.entries.length; i++) {
    const entry = from.entries[i];
    if (entry === undefined) continue;
    const hash = entry.hash;
    const pending = store(dict.table, entry.key, entry.value as Value, KEY, hash);
    if (pending === undefined) continue;
    const { version } = from;
    yield pending;
    if (from.version !== version) raise(E.RuntimeError, "dict mutated during update");
  }
}

/** Puts all keys of any mapping into a dict. */
function* mergeMapping(dict: PyDict, mapping: Value, keys: Value): Generator<Pending, void, Value> {
  const names = listFrom(yield call(keys));
  const list = isPending(names) ? ((yield names) as PyList) : names;
  for (const key of list.items) {
    const value = getItem(mapping, key);
    yield* put(dict, key, isPending(value) ? yield value : (value ?? null));
  }
}

/** Puts an iterable of pairs into a dict. */
class PairsFrame extends DrainFrame {
  readonly #dict: PyDict;
  #index = 0;
  constructor(dict: PyDict) {
    super();
    this.#dict = dict;
  }
  protected override take(pair: Value): Pending | undefined {
    const index = this.#index++;
    const fast = plainItems(pair);
    if (fast !== null && fast.length === 2)
      return store(this.#dict.table, fast[0] as Value, fast[1] as Value, KEY);
    const result = eager(putPair(this.#dict, pair, index));
    return isPending(result) ? result : undefined;
  }
  protected override finish(): undefined {}
  override get name(): string {
    return "dict.update";
  }
}

function* putPair(dict: PyDict, pair: Value, index: number): NativeGenerator {
  let list: PyList | Pending;
  try {
    list = listFrom(pair);
    if (isPending(list)) list = (yield list) as PyList;
  } catch (error) {
    if (!isThrown(error, E.TypeError) || slotOf(typeOf(pair), SLOT.__iter__) !== null) throw error;
    const { exception } = error;
    exception.args = ["object is not iterable"];
    const note = `Cannot convert dictionary update sequence element #${index} to a sequence`;
    setOwn(exception, "__notes__", new PyList([note]));
    throw error;
  }
  const { items } = list;
  if (items.length !== 2) {
    const text = `dictionary update sequence element #${index} has length ${items.length}`;
    raise(E.ValueError, `${text}; 2 is required`);
  }
  yield* put(dict, items[0] as Value, items[1] as Value);
  return undefined;
}

/** Puts a mapping or an iterable of pairs into a dict, then keyword arguments: `dict.update`. */
export function* updateDict(
  dict: PyDict,
  source: Value | undefined,
  given: Keywords | null,
): Generator<Pending, undefined, Value> {
  if (source !== undefined) {
    if (isPlainDict(source)) yield* mergeDict(dict, source);
    else {
      const keys = yield* findKeys(source);
      if (keys !== undefined) yield* mergeMapping(dict, source, keys);
      else {
        const pending = new PairsFrame(dict).from(source);
        if (isPending(pending)) yield pending;
      }
    }
  }
  if (given !== null) for (const [name, value] of given) yield* put(dict, fromName(name), value);
  return undefined;
}

/** The `keys` method of a mapping; undefined where there is none. */
function* findKeys(source: Value): Generator<Pending, Value | undefined, Value> {
  try {
    if (typeOf(source).isBuiltin) {
      const found = findAttribute(source, "keys");
      return isPending(found) ? yield found : found;
    }
    const found = getAttribute(source, "keys");
    return isPending(found) ? yield found : found;
  } catch (error) {
    if (isThrown(error, E.AttributeError)) return undefined;
    throw error;
  }
}

/** A new dict with the same entries. */
export function copyDict(dict: PyDict): PyDict {
  const copy = new PyDict();
  charge(dict.table.size);
  copy.table.copyFrom(dict.table);
  return copy;
}

/** Compares values in a frame of their own: they may be dicts again. */
function* sameLater(a: Value, b: Value): NativeGenerator {
  const equal = same(a, b);
  return isPending(equal) ? yield equal : equal;
}

/** `left == right` for dicts. */
function* equals(left: PyDict, right: PyDict): NativeGenerator {
  const { table } = left;
  if (table.size !== right.table.size) return false;
  for (let i = 0; i < table.entries.length; i++) {
    const entry = table.entries[i];
    if (entry === undefined) continue;
    if (i % 64 === 0) charge(64);
    const b = entry.value as Value;
    const search = lookup(right.table, entry.key, null, entry.hash);
    if (isSearch(search)) yield search;
    // Python code may have removed it meanwhile.
    const a = entryOf(search)?.value;
    if (a === undefined) return false;
    const plain = plainEqual(a, b);
    if (plain === true) continue;
    if (plain === false) return false;
    if (!(yield sameLater(a, b))) return false;
  }
  return true;
}

function* reprDict(self: PyDict): NativeGenerator {
  const text = new TextBuilder();
  text.add("{");
  let isFirst = true;
  const { table } = self;
  for (let i = 0; i < table.entries.length; i++) {
    const entry = table.entries[i];
    if (entry === undefined) continue;
    if (i % 64 === 0) charge(64);
    if (!isFirst) text.add(", ");
    isFirst = false;
    const { value } = entry;
    yield* addRepr(text, entry.key);
    text.add(": ");
    yield* addRepr(text, value as Value);
  }
  text.add("}");
  return text.finish();
}

/** Puts the keys of `fromkeys` into a dict. */
class KeysFrame extends DrainFrame {
  readonly #dict: Value;
  readonly #value: Value;
  constructor(dict: Value, value: Value) {
    super();
    this.#dict = dict;
    this.#value = value;
  }
  protected override take(key: Value): Pending | undefined {
    const dict = this.#dict;
    if (dict instanceof PyDict && dict.shape.type === dictType)
      return store(dict.table, key, this.#value, KEY);
    const result = setItem(dict, key, this.#value);
    return isPending(result) ? result : undefined;
  }
  protected override finish(): Value {
    return this.#dict;
  }
  override get name(): string {
    return "dict.fromkeys";
  }
}

function fromKeys(cls: PyType, iterable: Value, value: Value): NativeResult {
  if (cls === dictType) return new KeysFrame(new PyDict(), value).from(iterable);
  return (function* (): NativeGenerator {
    const result = new KeysFrame(yield call(cls), value).from(iterable);
    return isPending(result) ? yield result : result;
  })();
}

/** `left | right`: a new dict of the left one's builtin kind. */
function union(left: Value, right: Value): NativeResult {
  if (!(left instanceof PyDict) || !(right instanceof PyDict)) return NotImplemented;
  const result = copyDict(left);
  return eager(
    (function* (): NativeGenerator {
      yield* updateDict(result, right, null);
      return result;
    })(),
  );
}

export const dictMembers = members<PyDict>(
  ({ method, caller, slots, operators, staticMethod, classMethod, constant }) => [
    {
      __new__: staticMethod(
        "Create and return a new object.",
        [object("cls"), rest("args"), keywords("kwargs")],
        (cls) => instanceOf(cls, new PyDict()),
      ),
      __init__: caller(
        "Initialize self.",
        [rest("args"), keywords("kwargs")],
        (self, args, given) =>
          eager(updateDict(self, onlyArgument("dict", args, new Map()), given)),
      ),
    },
    slots(
      {
        __len__: (self) => self.table.size,
        __getitem__: getDictItem,
        __setitem__: setDictItem,
        __delitem__: (self, key) =>
          withEntry(remove(self.table, key, KEY), (entry) =>
            entry === undefined ? keyError(key) : undefined,
          ),
        __contains__: (self, key) =>
          withEntry(lookup(self.table, key, KEY), (entry) => entry !== undefined),
        __iter__: (self) => new KeyIterator(self.table),
        __reversed__: (self) => new ReverseKeyIterator(self.table),
        __repr__: (self) =>
          self.table.size === 0 ? "{}" : guardRepr(self, "{...}", () => reprDict(self)),
        ...UNORDERED,
        __eq__: (self, other) =>
          other instanceof PyDict ? eager(equals(self, other)) : NotImplemented,
        __ne__: (self, other) => {
          if (!(other instanceof PyDict)) return NotImplemented;
          const body = (function* (): NativeGenerator {
            return !(yield* equals(self, other));
          })();
          return eager(body);
        },
        __ior__: (self, other) =>
          eager(
            (function* (): NativeGenerator {
              yield* updateDict(self, other, null);
              return self;
            })(),
          ),
      },
      { __getitem__: "key", __contains__: "key" },
    ),
    operators({ or: union }),
    {
      __hash__: constant(null),
      fromkeys: classMethod(
        "Create a new dictionary with keys from iterable and values set to value.",
        [object("iterable"), optional(object("value"), null, "None")],
        fromKeys,
      ),
      get: caller(
        "Return the value for key if key is in the dictionary, else default.",
        [object("key"), optional(object("default"), null, "None")],
        (self, key, fallback) => {
          const found = lookup(self.table, key, KEY);
          if (found === undefined) return fallback;
          if (found instanceof Entry) return found.value;
          return withEntry(found, (entry) => (entry === undefined ? fallback : entry.value));
        },
      ),
      setdefault: caller(
        "Insert key with a value of default if key is not in the dictionary.\n\nReturn the value for key if key is in the dictionary, else default.",
        [object("key"), optional(object("default"), null, "None")],
        (self, key, fallback) =>
          withEntry(lookupOrAdd(self.table, key, fallback, KEY), (entry) =>
            entry === undefined ? fallback : entry.value,
          ),
      ),
      pop: caller(
        "D.pop(k[,d]) -> v, remove specified key and return the corresponding value.\n\nIf the key is not found, return the default if given; otherwise,\nraise a KeyError.",
        [object("key"), optional(object("default"), undefined, "<unrepresentable>")],
        (self, key, fallback) => {
          const absent = (): NativeResult => (fallback === undefined ? keyError(key) : fallback);
          // sic: an empty dict does not even hash the key.
          if (self.table.size === 0) return absent();
          return withEntry(remove(self.table, key, KEY), (entry) =>
            entry === undefined ? absent() : entry.value,
          );
        },
      ),
      popitem: method(
        "Remove and return a (key, value) pair as a 2-tuple.\n\nPairs are returned in LIFO (last-in, first-out) order.\nRaises KeyError if the dict is empty.",
        [],
        (self) => {
          const entry = self.table.last();
          if (entry === undefined) raise(E.KeyError, "popitem(): dictionary is empty");
          const item = tuple(entry.key, entry.value as Value);
          self.table.remove(entry, null);
          return item;
        },
      ),
      update: caller(
        "D.update([E, ]**F) -> None.  Update D from mapping/iterable E and F.\nIf E is present and has a .keys() method, then does:  for k in E.keys(): D[k] = E[k]\nIf E is present and lacks a .keys() method, then does:  for k, v in E: D[k] = v\nIn either case, this is followed by: for k in F:  D[k] = F[k]",
        [rest("args"), keywords("kwargs")],
        (self, args, given) =>
          eager(updateDict(self, onlyArgument("update", args, new Map()), given)),
      ),
      copy: method("Return a shallow copy of the dict.", [], copyDict),
      clear: method("Remove all items from the dict.", [], (self) => {
        self.table.clear();
      }),
      keys: method(
        "Return a set-like object providing a view on the dict's keys.",
        [],
        (self) => new PyDictKeys(self),
      ),
      values: method(
        "Return an object providing a view on the dict's values.",
        [],
        (self) => new PyDictValues(self),
      ),
      items: method(
        "Return a set-like object providing a view on the dict's items.",
        [],
        (self) => new PyDictItems(self),
      ),
      __sizeof__: method(
        "Return the size of the dict in memory, in bytes.",
        [],
        (self) => 48 + 48 * self.table.size,
      ),
    },
  ],
);
