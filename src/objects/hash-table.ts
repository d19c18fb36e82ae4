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
  value: Value | undefined;
  /** Its place in the table's order. */
  index: number;
  constructor(key: Value, value: Value | undefined, index: number) {
    this.key = key;
    this.value = value;
    this.index = index;
  }
}

export class HashTable {
  /** Normalised builtin key → entry. */
  readonly map = new Map<unknown, Entry>();
  /** In order of insertion; undefined where an entry was removed. */
  entries: (Entry | undefined)[] = [];
  size = 0;
  /** Raised whenever a key is added or removed. */
  version = 0;
  /** Hash → entries, once a key with a Python hash was looked up here. */
  buckets: Map<Int, Entry[]> | null = null;
  /** The hash under which `buckets` lists an entry, so that a key is not hashed again to be removed. */
  readonly hashes = new Map<Entry, Int>();
  /** How many keys have a Python hash. */
  pythonKeys = 0;
  /** No live entry comes before this index: keeps taking from the front from being quadratic. */
  front = 0;

  /** Finds a builtin key. DECLINED where Python code has to compare. */
  find(key: Value): Entry | undefined | Declined {
    const k = typeof key === "string" || typeof key === "number" ? key : keyOf(key);
    if (k === DECLINED) return DECLINED;
    const entry = this.map.get(k);
    return entry === undefined && this.pythonKeys > 0 ? DECLINED : entry;
  }

  /** Sets the value of a builtin key; DECLINED where Python code has to compare. */
  put(key: Value, value: Value): undefined | Declined {
    const k = typeof key === "string" || typeof key === "number" ? key : keyOf(key);
    if (k === DECLINED) return DECLINED;
    const entry = this.map.get(k);
    if (entry !== undefined) entry.value = value;
    else if (this.buckets !== null) return DECLINED;
    else this.map.set(k, this.append(key, value));
    return undefined;
  }

  /** Adds an entry at the end; the caller makes it findable. */
  append(key: Value, value: Value): Entry {
    if (this.entries.length > 16 && this.entries.length > this.size * 2) this.#compact();
    const entry = new Entry(key, value, this.entries.length);
    this.entries.push(entry);
    this.size++;
    this.version++;
    return entry;
  }

  /** Adds a key that {@link find} declines, or any key once there are buckets. */
  addHashed(key: Value, value: Value, hash: Int): Entry {
    const entry = this.append(key, value);
    const k = keyOf(key);
    if (k === DECLINED) this.pythonKeys++;
    else this.map.set(k, entry);
    this.buckets ??= new Map();
    this.hashes.set(entry, hash);
    listEntry(this.buckets, entry, hash);
    return entry;
  }

  /** Lists all entries by their hashes, which are known by now. */
  listEntries(): void {
    const buckets = new Map<Int, Entry[]>();
    for (const entry of this.live()) listEntry(buckets, entry, this.hashes.get(entry) as Int);
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
    const k = keyOf(entry.key);
    if (k !== DECLINED && this.map.get(k) === entry) this.map.delete(k);
    else this.pythonKeys--;
    const listed = hash ?? this.hashes.get(entry);
    if (this.hashes.size > 0) this.hashes.delete(entry);
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
    this.map.clear();
    this.entries = [];
    this.size = 0;
    this.version++;
    this.buckets = null;
    this.hashes.clear();
    this.pythonKeys = 0;
    this.front = 0;
  }

  /** The last entry, for popitem. */
  last(): Entry | undefined {
    for (let i = this.entries.length - 1; i >= 0; i--) {
      const entry = this.entries[i];
      if (entry !== undefined) return entry;
      this.entries.pop();
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

  *live(): IterableIterator<Entry> {
    for (let i = 0; i < this.entries.length; i++) {
      const entry = this.entries[i];
      if (entry !== undefined) yield entry;
    }
  }

  #compact(): void {
    const live = this.entries.filter((e) => e !== undefined);
    for (let i = 0; i < live.length; i++) (live[i] as Entry).index = i;
    this.entries = live;
    this.front = 0;
  }

  /** Makes this empty table a copy of another; keys need not be compared again. */
  copyFrom(other: HashTable): void {
    const copies = new Map<Entry, Entry>();
    for (const entry of other.live()) {
      copies.set(entry, this.append(entry.key, entry.value as Value));
    }
    for (const [k, entry] of other.map) this.map.set(k, copies.get(entry) as Entry);
    if (other.buckets !== null) {
      this.buckets = new Map();
      for (const [hash, bucket] of other.buckets)
        this.buckets.set(
          hash,
          bucket.map((e) => copies.get(e) as Entry),
        );
      for (const [entry, hash] of other.hashes) this.hashes.set(copies.get(entry) as Entry, hash);
      this.pythonKeys = other.pythonKeys;
    }
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
    return this.table.map.get(name)?.value;
  }
  set(name: string, value: Value): void {
    const entry = this.table.map.get(name);
    if (entry !== undefined) entry.value = value;
    else this.table.map.set(name, this.table.append(fromName(name), value));
  }
  delete(name: string): boolean {
    const entry = this.table.map.get(name);
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

function tupleKey(key: PyTuple, depth: number): string | Declined {
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
