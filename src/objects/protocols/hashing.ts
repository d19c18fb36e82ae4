/** Hashes, and the lookups in dict and set that have to ask Python code. */
import { charge } from "../current.ts";
import { E, newException, PyThrow, raise } from "../errors.ts";
import { Entry, type HashTable, type PyDict, type PySet } from "../hash-table.ts";
import { type Int, intValue } from "../int.ts";
import type { Value } from "../object.ts";
import { DECLINED, type Declined } from "../params.ts";
import { after, isPending, NativeFrame, type NativeResult, type Pending } from "../requests.ts";
import { EQ, SLOT } from "../slots.ts";
import { typeName, typeOf } from "../types.ts";
import { Comparison } from "./comparison.ts";
import { slotOf } from "./slot.ts";

const NONE = undefined as never;
const MODULUS = (1n << 61n) - 1n;

/** `hash(value)`. */
export function hashOf(value: Value): Int | Pending {
  return after(askHash(value), checkHash);
}

/** What `__hash__` answers. */
function askHash(value: Value): NativeResult {
  const type = typeOf(value);
  const fn = slotOf(type, SLOT.__hash__);
  if (fn === null) raise(E.TypeError, `unhashable type: '${type.name}'`);
  return fn(value, NONE, NONE);
}

function checkHash(result: Value): Int {
  const hash = intValue(result);
  if (hash === undefined) raise(E.TypeError, "__hash__ method should return an integer");
  if (typeof hash === "number") return hash === -1 ? -2 : hash;
  // Beyond 64 bits a hash is reduced as the hash of an int is.
  const wide = BigInt.asIntN(64, hash) === hash ? hash : hash % MODULUS;
  return Number.isSafeInteger(Number(wide)) ? Number(wide) : wide;
}

/** What a key is for, as the error about an unhashable one says it; null leaves the error as it is. */
export type KeyUse = "dict key" | "set element" | null;

/** The error that a key's hash raised, in the words of the container that wanted the hash. */
function unusable(error: unknown, key: Value, use: KeyUse): unknown {
  if (use === null || !(error instanceof PyThrow) || error.exception.shape.type !== E.TypeError)
    return error;
  const [why] = error.exception.args;
  if (typeof why !== "string") return error;
  const text = `cannot use '${typeName(key)}' as a ${use} (${why})`;
  return new PyThrow(newException(E.TypeError, text));
}

/** What is to be done once it is clear whether a table has a key. */
const Goal = { find: 0, add: 1, store: 2, remove: 3 } as const;

/** What a search waits for: nothing yet, the key's hash, that of a listed key, a comparison, or what follows it. */
const State = { begin: 0, hashing: 1, listing: 2, comparing: 3, done: 4 } as const;

/**
 * A search that runs Python code. It compares as CPython does: only keys of the same hash, by `listed == key`, and no
 * key with itself; and it begins again when a comparison has removed the key that it was about.
 */
export class Search extends NativeFrame {
  /** What was found (or added), once the search has ended. */
  entry: Entry | undefined = undefined;
  /** What follows, where the answer is not just None. */
  andThen: ((entry: Entry | undefined) => NativeResult) | null = null;
  readonly #table: HashTable;
  readonly #key: Value;
  readonly #use: KeyUse;
  readonly #goal: number;
  readonly #value: Value;
  #hash: Int | undefined;
  #state: number = State.begin;
  #version = 0;
  /** The entries to compare with, and the index there; while keys are hashed, the index in the table. */
  #bucket: readonly Entry[] = NO_ENTRIES;
  #at = 0;
  /** The entry that the comparison waited for is about. */
  #compared: Entry | null = null;
  readonly #comparison = new Comparison();

  constructor(
    table: HashTable,
    key: Value,
    use: KeyUse,
    hash: Int | undefined,
    goal: number,
    value: Value,
  ) {
    super();
    this.#table = table;
    this.#key = key;
    this.#use = use;
    this.#hash = hash;
    this.#goal = goal;
    this.#value = value;
  }

  override resume(answer: Value | undefined): NativeResult {
    switch (this.#state) {
      case State.begin:
        return this.#hash === undefined ? this.#hashKey() : this.#locate();
      case State.hashing:
        try {
          this.#hash = checkHash(answer as Value);
        } catch (error) {
          throw unusable(error, this.#key, this.#use);
        }
        return this.#locate();
      case State.listing:
        this.#noteHash(answer as Int);
        return this.#listKeys();
      case State.comparing: {
        const isEqual = this.#comparison.heard(answer as Value);
        if (typeof isEqual !== "boolean") return isEqual;
        const compared = this.#compared as Entry;
        // The comparison has removed what it compared: its answer counts no more.
        if (compared.value === undefined) return this.#locate();
        if (isEqual) return this.#end(compared);
        if (this.#table.version !== this.#version) {
          this.#version = this.#table.version;
          this.#at = this.#bucket.indexOf(compared);
        }
        this.#at++;
        return this.#compare();
      }
      default:
        return answer;
    }
  }

  override throwIn(error: PyThrow): NativeResult {
    throw this.#state === State.hashing ? unusable(error, this.#key, this.#use) : error;
  }

  #hashKey(): NativeResult {
    this.#state = State.hashing;
    try {
      const hash = askHash(this.#key);
      if (isPending(hash)) return hash;
      this.#hash = checkHash(hash ?? null);
    } catch (error) {
      throw unusable(error, this.#key, this.#use);
    }
    return this.#locate();
  }

  #locate(): NativeResult {
    const table = this.#table;
    this.#at = 0;
    this.#version = table.version;
    if (table.buckets === null) return this.#listKeys();
    this.#bucket = table.buckets.get(this.#hash as Int) ?? NO_ENTRIES;
    charge(this.#bucket.length);
    this.#state = State.comparing;
    return this.#compare();
  }

  /** Lists every key of the table by its hash. Python hashes were noted when their keys came in. */
  #listKeys(): NativeResult {
    const table = this.#table;
    charge(table.entries.length - this.#at);
    for (; this.#at < table.entries.length; this.#at++) {
      const entry = table.entries[this.#at];
      if (entry === undefined || entry.hash !== undefined) continue;
      const hash = hashOf(entry.key);
      if (isPending(hash)) {
        // The class has got another `__hash__` since.
        this.#state = State.listing;
        return hash;
      }
      entry.hash = hash;
    }
    table.listEntries();
    return this.#locate();
  }

  #noteHash(hash: Int): void {
    const table = this.#table;
    if (table.version !== this.#version) {
      this.#version = table.version;
      this.#at = 0;
    } else (table.entries[this.#at] as Entry).hash = hash;
  }

  #compare(): NativeResult {
    const bucket = this.#bucket;
    const key = this.#key;
    for (; this.#at < bucket.length; this.#at++) {
      const entry = bucket[this.#at] as Entry;
      if (entry.key === key) return this.#end(entry);
      const isEqual = this.#comparison.ask(EQ, entry.key, key);
      if (typeof isEqual !== "boolean") {
        this.#compared = entry;
        return isEqual;
      }
      if (isEqual) return this.#end(entry);
    }
    return this.#end(undefined);
  }

  #end(found: Entry | undefined): NativeResult {
    this.#state = State.done;
    const table = this.#table;
    this.entry = found;
    if (this.#goal === Goal.remove) {
      if (found !== undefined) {
        this.entry = new Entry(found.key, found.mapKey, found.value, -1);
        table.remove(found, this.#hash as Int);
      }
    } else if (this.#goal !== Goal.find) {
      if (found === undefined)
        this.entry = table.addHashed(this.#key, this.#value, this.#hash as Int);
      else if (this.#goal === Goal.store) found.value = this.#value;
    }
    return this.andThen === null ? null : this.andThen(this.entry);
  }

  override get name(): string {
    return "lookup";
  }
}

const NO_ENTRIES: readonly Entry[] = [];

/** Has Python code to be asked? */
export function isSearch(found: Entry | undefined | Search): found is Search {
  return found instanceof Search;
}

/** What a search found that was over at once, or has ended meanwhile. */
export function entryOf(found: Entry | undefined | Search): Entry | undefined {
  return isSearch(found) ? found.entry : found;
}

/** Goes on with the entry of a key, at once or after Python code has found it. */
export function withEntry(
  found: Entry | undefined | Search,
  then: (entry: Entry | undefined) => NativeResult,
): NativeResult {
  if (!isSearch(found)) return then(found);
  found.andThen = then;
  return found;
}

/** Finds a key, whatever its hash and equality are. `hash` is given where it is known. */
export function lookup(
  table: HashTable,
  key: Value,
  use: KeyUse = null,
  hash?: Int,
): Entry | undefined | Search {
  let found: Entry | undefined | Declined;
  if (typeof key === "string" && table.pythonKeys === 0) return table.locate(key);
  try {
    found = table.find(key);
  } catch (error) {
    throw unusable(error, key, use);
  }
  return found === DECLINED ? new Search(table, key, use, hash, Goal.find, null) : found;
}

/** Sets a key, whatever its hash and equality are. */
export function store(
  table: HashTable,
  key: Value,
  value: Value,
  use: KeyUse = null,
  hash?: Int,
): undefined | Search {
  let done: undefined | Declined;
  try {
    done = table.put(key, value);
  } catch (error) {
    throw unusable(error, key, use);
  }
  return done === DECLINED ? new Search(table, key, use, hash, Goal.store, value) : undefined;
}

/** Finds a key, or adds it with this value: `setdefault`. */
export function lookupOrAdd(
  table: HashTable,
  key: Value,
  value: Value,
  use: KeyUse,
): Entry | undefined | Search {
  const found = lookup(table, key, use);
  if (found instanceof Entry) return found;
  if (found === undefined && table.put(key, value) !== DECLINED) return undefined;
  return new Search(table, key, use, undefined, Goal.add, value);
}

/** Removes a key, and answers with what the table held. */
export function remove(
  table: HashTable,
  key: Value,
  use: KeyUse = null,
  hash?: Int,
): Entry | undefined | Search {
  let found: Entry | undefined | Declined;
  try {
    found = table.find(key);
  } catch (error) {
    throw unusable(error, key, use);
  }
  if (found === DECLINED) return new Search(table, key, use, hash, Goal.remove, null);
  if (found === undefined) return undefined;
  const removed = new Entry(found.key, found.mapKey, found.value, -1);
  table.remove(found, null);
  return removed;
}

/** `dict[key] = value`, in a display or by the host. */
export function storeKey(dict: PyDict, key: Value, value: Value): NativeResult {
  return store(dict.table, key, value, "dict key");
}

/** `set.add(item)`. */
export function storeMember(set: PySet, item: Value): NativeResult {
  return store(set.table, item, null, "set element");
}
