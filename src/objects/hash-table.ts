/**
 * The table behind dict and set: entries in order of insertion, found through a JavaScript Map.
 *
 * Keys whose hash and equality are builtin go through a normalised Map key (see {@link keyOf}). Keys with a Python
 * `__hash__` or `__eq__` are probed by their hash in `buckets`, which from then on lists builtin keys too, since
 * such a key may equal one; that search may run Python code and is in protocols/hashing.ts.
 */
import { current } from "./current.ts";
import { E, raise } from "./errors.ts";
import { Identities } from "./identities.ts";
import type { Int } from "./int.ts";
import { layout, PyObject, type Value } from "./object.ts";
import { DECLINED, type Declined } from "./params.ts";
import { PyTuple } from "./sequences.ts";
import { fromName } from "./str.ts";
import type { PyType } from "./type.ts";
import { dictType, frozensetType, setType } from "./types.ts";

/** A key and its value; also the cell of a global variable. A removed entry's value is undefined. */
export class Entry {
  readonly key: Value;
  /** What stands for the key (see {@link keyOf}); DECLINED for one with a Python hash. */
  readonly mapKey: unknown;
  value: Value | undefined;
  /** Its place in the table's order. */
  index: number;
  /** Where it is known, so that a key is not hashed again: `buckets` lists the entry under it. */
  hash: Int | undefined = undefined;
  constructor(key: Value, mapKey: unknown, value: Value | undefined, index: number) {
    this.key = key;
    this.mapKey = mapKey;
    this.value = value;
    this.index = index;
  }
}

/** A table has a Map once it has more entries than this: looking through a few is quicker than making one. */
const MOST_WITHOUT_MAP = 8;

export class HashTable {
  /** Normalised builtin key → entry; null for a small table, see {@link locate}. */
  map: Map<unknown, Entry> | null = null;
  /** In order of insertion; undefined where an entry was removed. */
  entries: (Entry | undefined)[] = [];
  size = 0;
  /** Raised whenever a key is added or removed. */
  version = 0;
  /** Hash → entries, once a key with a Python hash was looked up here. */
  buckets: Map<Int, Entry[]> | null = null;
  /** How many keys have a Python hash. */
  pythonKeys = 0;
  /** No live entry comes before this index: keeps taking from the front from being quadratic. */
  front = 0;

  /** The entry of a normalised key. */
  locate(k: unknown): Entry | undefined {
    if (this.map !== null) return this.map.get(k);
    if (typeof k === "string") return this.#locateText(k);
    const { entries } = this;
    for (let i = 0; i < entries.length; i++) {
      const entry = entries[i];
      if (entry !== undefined && entry.mapKey === k) return entry;
    }
    return undefined;
  }

  /** The same loop, where V8 knows that it compares strings. */
  #locateText(k: string): Entry | undefined {
    const { entries } = this;
    for (let i = 0; i < entries.length; i++) {
      const entry = entries[i];
      if (entry === undefined) continue;
      const { mapKey } = entry;
      if (typeof mapKey === "string" && mapKey === k) return entry;
    }
    return undefined;
  }

  /** Finds a builtin key. DECLINED where Python code has to compare. */
  find(key: Value): Entry | undefined | Declined {
    const k = typeof key === "string" || typeof key === "number" ? key : keyOf(key);
    if (k === DECLINED) return DECLINED;
    const entry = this.locate(k);
    return entry === undefined && this.pythonKeys > 0 ? DECLINED : entry;
  }

  /** Sets the value of a builtin key; DECLINED where Python code has to compare. */
  put(key: Value, value: Value): undefined | Declined {
    const k = typeof key === "string" || typeof key === "number" ? key : keyOf(key);
    if (k === DECLINED) return DECLINED;
    const entry = this.locate(k);
    if (entry !== undefined) entry.value = value;
    else if (this.buckets !== null) return DECLINED;
    else this.append(key, k, value);
    return undefined;
  }

  /** Adds an entry for a key that is not there, at the end. */
  append(key: Value, mapKey: unknown, value: Value): Entry {
    if (this.entries.length > 16 && this.entries.length > this.size * 2) this.#compact();
    const entry = new Entry(key, mapKey, value, this.entries.length);
    this.entries.push(entry);
    this.size++;
    this.version++;
    if (this.map !== null) {
      if (mapKey !== DECLINED) this.map.set(mapKey, entry);
    } else if (this.size > MOST_WITHOUT_MAP) this.#makeMap();
    return entry;
  }

  #makeMap(): void {
    const map = new Map<unknown, Entry>();
    for (const entry of this.entries)
      if (entry !== undefined && entry.mapKey !== DECLINED) map.set(entry.mapKey, entry);
    this.map = map;
  }

  /** Adds a key that {@link find} declines, or any key once there are buckets. */
  addHashed(key: Value, value: Value, hash: Int): Entry {
    const k = keyOf(key);
    const entry = this.append(key, k, value);
    if (k === DECLINED) this.pythonKeys++;
    this.buckets ??= new Map();
    entry.hash = hash;
    listEntry(this.buckets, entry, hash);
    return entry;
  }

  /** Lists all entries by their hashes, which are known by now. */
  listEntries(): void {
    const buckets = new Map<Int, Entry[]>();
    for (const entry of this.live()) listEntry(buckets, entry, entry.hash as Int);
    this.buckets = buckets;
  }

  /** Takes an entry out of the order; the caller makes it unfindable (or calls {@link remove}). */
  #unlink(entry: Entry): void {
    this.size--;
    this.version++;
    if (entry.index === this.entries.length - 1) this.entries.pop();
    else this.entries[entry.index] = undefined;
  }

  /** Removes an entry found before; its value becomes undefined. */
  remove(entry: Entry, hash: Int | null): void {
    if (entry.mapKey === DECLINED) this.pythonKeys--;
    else this.map?.delete(entry.mapKey);
    const listed = hash ?? entry.hash;
    if (this.buckets !== null && listed !== undefined) {
      const bucket = this.buckets.get(listed);
      const at = bucket?.indexOf(entry) ?? -1;
      if (bucket !== undefined && at >= 0) bucket.splice(at, 1);
      if (bucket?.length === 0) this.buckets.delete(listed);
    }
    this.#unlink(entry);
    entry.value = undefined;
  }

  clear(): void {
    for (const entry of this.entries) if (entry !== undefined) entry.value = undefined;
    this.map = null;
    this.entries = [];
    this.size = 0;
    this.version++;
    this.buckets = null;
    this.pythonKeys = 0;
    this.front = 0;
  }

  /** The last entry, for popitem. */
  last(): Entry | undefined {
    for (let i = this.entries.length - 1; i >= 0; i--) {
      const entry = this.entries[i];
      if (entry !== undefined) return entry;
      this.entries.pop();
      if (this.front > i) this.front = i;
    }
    return undefined;
  }

  /** The first entry, for `set.pop`. */
  first(): Entry | undefined {
    while (this.front < this.entries.length) {
      const entry = this.entries[this.front];
      if (entry !== undefined) return entry;
      this.front++;
    }
    return undefined;
  }

  /** Moves an entry to the end of the order, or to its beginning, where gaps make room for more. */
  move(entry: Entry, toLast: boolean): void {
    this.version++;
    this.entries[entry.index] = undefined;
    if (toLast) {
      if (this.entries.length > 16 && this.entries.length > this.size * 2) this.#compact();
      entry.index = this.entries.length;
      this.entries.push(entry);
      return;
    }
    this.first();
    if (this.front === 0) this.#compact((this.size >> 1) + 1);
    entry.index = --this.front;
    this.entries[entry.index] = entry;
  }

  *live(): IterableIterator<Entry> {
    for (let i = 0; i < this.entries.length; i++) {
      const entry = this.entries[i];
      if (entry !== undefined) yield entry;
    }
  }

  /** Closes the gaps, and leaves some before the first entry. */
  #compact(gaps = 0): void {
    const entries: (Entry | undefined)[] = [];
    for (let i = 0; i < gaps; i++) entries.push(undefined);
    for (const entry of this.live()) {
      entry.index = entries.length;
      entries.push(entry);
    }
    this.entries = entries;
    this.front = gaps;
  }

  /** Makes this empty table a copy of another; keys need not be compared again. */
  copyFrom(other: HashTable): void {
    for (const entry of other.live())
      this.append(entry.key, entry.mapKey, entry.value as Value).hash = entry.hash;
    this.pythonKeys = other.pythonKeys;
    if (other.buckets !== null) this.listEntries();
  }
}

function listEntry(buckets: Map<Int, Entry[]>, entry: Entry, hash: Int): void {
  const bucket = buckets.get(hash);
  if (bucket === undefined) buckets.set(hash, [entry]);
  else bucket.push(entry);
}

export class PyDict extends PyObject {
  readonly table = new HashTable();

  /** The value of a str key, as natives ask for it. */
  get(name: string): Value | undefined {
    return this.table.locate(name)?.value;
  }
  set(name: string, value: Value): void {
    const entry = this.table.locate(name);
    if (entry !== undefined) entry.value = value;
    else this.table.append(fromName(name), name, value);
  }
  delete(name: string): boolean {
    const entry = this.table.locate(name);
    if (entry === undefined) return false;
    this.table.remove(entry, null);
    return true;
  }
}
layout(PyDict, dictType);

export class PySet extends PyObject {
  readonly table = new HashTable();
  override hashKey(depth = 0): unknown {
    // Reached for frozensets only. Order must not matter.
    const keys: string[] = [];
    for (const entry of this.table.live()) {
      const k = keyText(entry.key, depth + 1);
      if (k === DECLINED) return DECLINED;
      keys.push(k);
    }
    return `\ud800F${keys.sort().join(",")}`;
  }
}
layout(PySet, frozensetType);
layout(PySet, setType);

/** A frozenset made by natives. */
export function newFrozenSet(): PySet {
  const set = new PySet();
  set.shape = frozensetType.instanceShape;
  return set;
}

/** How values of a type serve as keys. */
const KeyKind = { unknown: 0, builtin: 1, python: 2, unhashable: 3 } as const;
type KeyKind = (typeof KeyKind)[keyof typeof KeyKind];
const kinds = new WeakMap<PyType, { version: number; kind: KeyKind }>();

function kindOf(type: PyType): KeyKind {
  const known = kinds.get(type);
  if (known !== undefined && known.version === type.version) return known.kind;
  const hash = type.lookup("__hash__");
  let kind: KeyKind = KeyKind.python;
  if (hash === null || hash === undefined) kind = KeyKind.unhashable;
  else if (type.isBuiltin) kind = KeyKind.builtin;
  else {
    // The builtin base's own hash and equality serve as long as no Python class overrides either.
    const base = type.mro.find((t) => t.isBuiltin) as PyType;
    if (hash === base.lookup("__hash__") && type.lookup("__eq__") === base.lookup("__eq__"))
      kind = KeyKind.builtin;
  }
  kinds.set(type, { version: type.version, kind });
  return kind;
}

/** What stands for a key in a Map; DECLINED for keys with a Python hash or equality. Raises for unhashable ones. */
export function keyOf(key: Value): unknown {
  return keyAt(key, 0);
}

/** The key of a value that is `depth` deep inside of another. */
function keyAt(key: Value, depth: number): unknown {
  switch (typeof key) {
    case "string":
    case "number":
    case "bigint":
      return key;
    case "boolean":
      return key ? 1 : 0;
  }
  if (key === null) return null;
  const type = key.shape.type;
  if (type === tuplesType) return tupleKey(key as PyTuple, depth);
  switch (kindOf(type)) {
    case KeyKind.builtin:
      if (key instanceof PyTuple) return tupleKey(key, depth);
      if (!(key instanceof PySet)) return key.hashKey();
      return depth > MAX_KEY_DEPTH ? DECLINED : key.hashKey(depth);
    case KeyKind.unhashable:
      raise(E.TypeError, `unhashable type: '${type.name}'`);
  }
  return DECLINED;
}
const tuplesType = PyTuple.prototype.shape.type;

/** Tuples and frozensets nested deeper are compared as values with a Python hash are. */
const MAX_KEY_DEPTH = 40;

/**
 * Pairs of small ints, such as coordinates, have a key of a code unit each. What equals such an int counts as one; an item
 * with items of its own is not looked into twice.
 */
function shortKey(value: Value): number | undefined {
  let k: unknown = value;
  if (typeof value !== "number") {
    if (value instanceof PyTuple || value instanceof PySet) return undefined;
    k = keyAt(value, 0);
  }
  return typeof k === "number" && Number.isInteger(k) && k >= -0x8000 && k < 0x8000 ? k : undefined;
}

function tupleKey(key: PyTuple, depth: number): string | Declined {
  const { items } = key;
  if (items.length === 2) {
    const first = shortKey(items[0] as Value);
    const second = first === undefined ? undefined : shortKey(items[1] as Value);
    if (first !== undefined && second !== undefined)
      return String.fromCharCode(0xd800, 0x50, first + 0x8000, second + 0x8000);
  }
  let text = "\ud800T";
  for (const item of key.items) {
    if (depth > MAX_KEY_DEPTH) return DECLINED;
    const k = keyText(item, depth + 1);
    if (k === DECLINED) return DECLINED;
    text += k;
  }
  return `${text})`;
}

/** A key as self-delimiting text: no two lists of keys give the same text. */
function keyText(key: Value, depth: number): string | Declined {
  const k = keyAt(key, depth);
  if (k === DECLINED) return DECLINED;
  switch (typeof k) {
    case "string":
      return `s${k.length}:${k}`;
    case "object":
      return k === null ? "N" : `o${identityOf(k as PyObject)};`;
    default:
      return `n${k};`;
  }
}

/** Of what is made outside of any interpreter. */
const outside = new Identities();

/** A number for an object's identity, given at first need. */
export function identityOf(object: object): number {
  return (current.interpreter?.identities ?? outside).of(object);
}
