/** Hashes, and the lookups in dict and set that have to ask Python code. */
import { E, newException, PyThrow, raise } from "../errors.ts";
import { Entry, type HashTable } from "../hash-table.ts";
import { type Int, intValue } from "../int.ts";
import type { Value } from "../object.ts";
import { DECLINED, type Declined } from "../params.ts";
import { isPending, type NativeGenerator, type Pending } from "../requests.ts";
import { SLOT } from "../slots.ts";
import { typeName, typeOf } from "../types.ts";
import { same } from "./compare.ts";
import { slotOf } from "./slot.ts";

const NONE = undefined as never;
const MODULUS = (1n << 61n) - 1n;

/** `hash(value)`. */
export function hashOf(value: Value): Int | Pending {
  const type = typeOf(value);
  const fn = slotOf(type, SLOT.__hash__);
  if (fn === null) raise(E.TypeError, `unhashable type: '${type.name}'`);
  const result = fn(value, NONE, NONE);
  if (isPending(result)) {
    return (function* (): Generator<Pending, Int, Value> {
      return checkHash(yield result);
    })();
  }
  return checkHash(result ?? null);
}

function checkHash(result: Value): Int {
  const hash = intValue(result);
  if (hash === undefined) raise(E.TypeError, "__hash__ method should return an integer");
  if (typeof hash === "number") return hash === -1 ? -2 : hash;
  // Beyond 64 bits a hash is reduced as the hash of an int is.
  const wide = BigInt.asIntN(64, hash) === hash ? hash : hash % MODULUS;
  return Number.isSafeInteger(Number(wide)) ? Number(wide) : wide;
}

/** A search that runs Python code: ends in the entry, or null. (Test `instanceof Entry` to tell it from one.) */
export type Search = Generator<Pending, Entry | null, Value>;

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

/** Finds a key, whatever its hash and equality are: `table.find` first, then Python code. */
export function lookup(
  table: HashTable,
  key: Value,
  use: KeyUse = null,
): Entry | undefined | Search {
  let found: Entry | undefined | Declined;
  try {
    found = table.find(key);
  } catch (error) {
    throw unusable(error, key, use);
  }
  return found === DECLINED ? search(table, key, use) : found;
}

/** Sets a key, whatever its hash and equality are. */
export function store(
  table: HashTable,
  key: Value,
  value: Value,
  use: KeyUse = null,
): undefined | NativeGenerator {
  let done: undefined | Declined;
  try {
    done = table.put(key, value);
  } catch (error) {
    throw unusable(error, key, use);
  }
  return done === DECLINED ? storeSlowly(table, key, value, use) : undefined;
}

/** Removes a key, and answers with what the table held. */
export function remove(
  table: HashTable,
  key: Value,
  use: KeyUse = null,
): Entry | undefined | Search {
  let found: Entry | undefined | Declined;
  try {
    found = table.find(key);
  } catch (error) {
    throw unusable(error, key, use);
  }
  if (found === DECLINED) return removeSlowly(table, key, use);
  if (found === undefined) return undefined;
  const removed = new Entry(found.key, found.value, -1);
  table.remove(found, null);
  return removed;
}

function* hashSlowly(key: Value, use: KeyUse): Generator<Pending, Int, Value> {
  try {
    const hash = hashOf(key);
    return isPending(hash) ? ((yield hash) as Int) : hash;
  } catch (error) {
    throw unusable(error, key, use);
  }
}

/** Lists every key of the table by its hash; Python hashes were noted when their keys came in. */
function* index(table: HashTable): Generator<Pending, Map<Int, Entry[]>, Value> {
  if (table.buckets !== null) return table.buckets;
  const buckets = new Map<Int, Entry[]>();
  for (const entry of table.live()) {
    const hash = yield* hashSlowly(entry.key, null);
    table.hashes.set(entry, hash);
    const bucket = buckets.get(hash);
    if (bucket === undefined) buckets.set(hash, [entry]);
    else bucket.push(entry);
  }
  table.buckets = buckets;
  return buckets;
}

function* probe(table: HashTable, key: Value, hash: Int): Search {
  restart: for (;;) {
    const buckets = yield* index(table);
    const { version } = table;
    for (const entry of buckets.get(hash) ?? []) {
      let equal = same(entry.key, key);
      if (isPending(equal)) equal = (yield equal) as boolean;
      // The comparison may have changed the table: then what it said of this entry counts no more.
      if (table.version !== version || table.buckets !== buckets) continue restart;
      if (equal) return entry;
    }
    return null;
  }
}

function* search(table: HashTable, key: Value, use: KeyUse): Search {
  return yield* probe(table, key, yield* hashSlowly(key, use));
}

function* storeSlowly(table: HashTable, key: Value, value: Value, use: KeyUse): NativeGenerator {
  const hash = yield* hashSlowly(key, use);
  const entry = yield* probe(table, key, hash);
  if (entry !== null) {
    entry.value = value;
    return undefined;
  }
  table.addHashed(key, value, hash);
  return undefined;
}

function* removeSlowly(table: HashTable, key: Value, use: KeyUse): Search {
  const hash = yield* hashSlowly(key, use);
  const entry = yield* probe(table, key, hash);
  if (entry === null) return null;
  const removed = new Entry(entry.key, entry.value, -1);
  table.remove(entry, hash);
  return removed;
}
