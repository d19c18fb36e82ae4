/** What functools.lru_cache makes of a function. https://docs.python.org/3/library/functools.html#functools.lru_cache */
import { dictGetter } from "../../objects/builtins/common.ts";
import { isCallable } from "../../objects/builtins/function.ts";
import { instanceOf } from "../../objects/construct.ts";
import { clampIndex, truth } from "../../objects/conversions.ts";
import { type Entry as Member, members } from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import { PyMethod } from "../../objects/function.ts";
import { type Entry, HashTable } from "../../objects/hash-table.ts";
import { type Int, intValue } from "../../objects/int.ts";
import { PyNative } from "../../objects/native.ts";
import { layout, PyObject, type Value } from "../../objects/object.ts";
import { DECLINED, either, keywords, object, rest } from "../../objects/params.ts";
import { getAttribute } from "../../objects/protocols/attributes.ts";
import { hashOf, lookup, store, withEntry } from "../../objects/protocols/hashing.ts";
import {
  after,
  CallRequest,
  call,
  type Keywords,
  type NativeResult,
} from "../../objects/requests.ts";
import { PyTuple } from "../../objects/sequences.ts";
import { fromName } from "../../objects/str.ts";
import { PyType } from "../../objects/type.ts";
import { intType, objectType, strType, typeOf } from "../../objects/types.ts";

export const lruCacheType = new PyType("functools._lru_cache_wrapper", [objectType]);
lruCacheType.hasDict = true;
lruCacheType.hasWeakref = true;

/** Stands between the positional arguments and the others. */
class KeywordMark extends PyObject {}
KeywordMark.prototype.shape = objectType.instanceShape;
const KEYWORD_MARK = new KeywordMark();

class LruCache extends PyObject {
  override slots: Value[] = [];
  readonly fn: Value;
  /** Infinity where there is none. */
  readonly maxSize: number;
  readonly isTyped: boolean;
  readonly infoType: Value;
  /** Results by their arguments, the one that was used last at the end. */
  readonly results = new HashTable();
  hits = 0;
  misses = 0;
  constructor(fn: Value, maxSize: number, isTyped: boolean, infoType: Value) {
    super();
    this.fn = fn;
    this.maxSize = maxSize;
    this.isTyped = isTyped;
    this.infoType = infoType;
  }

  /** What the result of a call with these arguments is kept by. */
  #keyOf(args: readonly Value[], given: Keywords): Value {
    const [first] = args;
    if (!this.isTyped && args.length === 1 && given.size === 0 && first !== undefined) {
      const type = typeOf(first);
      if (type === strType || type === intType) return first;
    }
    const items = args.slice();
    if (given.size > 0) {
      items.push(KEYWORD_MARK);
      for (const [name, value] of given) items.push(fromName(name), value);
    }
    if (this.isTyped) {
      for (const arg of args) items.push(typeOf(arg));
      for (const value of given.values()) items.push(typeOf(value));
    }
    return new PyTuple(items);
  }

  call(args: Value[], given: Keywords): NativeResult {
    const compute = () => new CallRequest(this.fn, args, given.size === 0 ? null : given);
    if (this.maxSize === 0) {
      this.misses++;
      return compute();
    }
    const key = this.#keyOf(args, given);
    // Keys are hashed once, as Python code that does it can see.
    if (this.results.find(key) !== DECLINED) return this.#answer(key, undefined, compute);
    return after(hashOf(key) as NativeResult, (hash) => this.#answer(key, hash as Int, compute));
  }

  #answer(key: Value, hash: Int | undefined, compute: () => CallRequest): NativeResult {
    return withEntry(lookup(this.results, key, null, hash), (entry) => {
      if (entry !== undefined) return this.#hit(entry);
      this.misses++;
      return after(compute(), (result) => this.#keep(key, hash, result));
    });
  }

  #hit(entry: Entry): NativeResult {
    this.hits++;
    const { value } = entry;
    const { results } = this;
    const isLast = entry.index === results.entries.length - 1;
    if (Number.isFinite(this.maxSize) && !isLast && value !== undefined) results.move(entry, true);
    return value;
  }

  #keep(key: Value, hash: Int | undefined, result: Value): NativeResult {
    const { results } = this;
    const keep = () => after(store(results, key, result, null, hash), () => result);
    if (!Number.isFinite(this.maxSize)) return keep();
    return withEntry(lookup(results, key, null, hash), (entry) => {
      // Somebody else has computed it meanwhile.
      if (entry !== undefined) return result;
      while (results.size >= this.maxSize) {
        const oldest = results.first();
        if (oldest === undefined) break;
        results.remove(oldest, null);
      }
      return keep();
    });
  }

  clear(): undefined {
    this.hits = 0;
    this.misses = 0;
    this.results.clear();
  }

  info(): NativeResult {
    const { hits, misses, maxSize, results } = this;
    const size = Number.isFinite(maxSize) ? maxSize : null;
    return call(this.infoType, hits, misses, size, results.size);
  }
}
layout(LruCache, lruCacheType);

function sizeFrom(value: Value): number {
  if (value === null) return Number.POSITIVE_INFINITY;
  const int: Int | undefined = intValue(value);
  if (int === undefined) raise(E.TypeError, "maxsize should be integer or None");
  return Math.max(clampIndex(int), 0);
}

const callEntry: Member = (name, owner) =>
  new PyNative(
    name,
    "slot",
    owner,
    [rest("args"), keywords("kwargs")],
    (self: LruCache, args: Value[], given: Keywords) => self.call(args, given),
    "Call self as a function.",
    false,
  );

const newEntry: Member = (name, owner) =>
  new PyNative(
    name,
    "static",
    owner,
    [
      object("cls"),
      either(object("user_function")),
      either(object("maxsize")),
      either(truth("typed")),
      either(object("cache_info_type")),
    ],
    (cls: Value, fn: Value, max: Value, isTyped: boolean, infoType: Value) => {
      if (!isCallable(fn)) raise(E.TypeError, "the first argument must be callable");
      return instanceOf(cls, new LruCache(fn, sizeFrom(max), isTyped, infoType));
    },
    "Create and return a new object.",
    false,
    { name: "lru_cache", qualname: "lru_cache" },
  );

lruCacheType.populate(
  members<LruCache>(({ slots, method, caller, constant }) => [
    slots({
      __get__: (self, instance) => (instance === null ? self : new PyMethod(self, instance)),
    }),
    {
      __doc__: constant(
        "Create a cached callable that wraps another function.\n\nuser_function:      the function being cached\n\nmaxsize:  0         for no caching\n          None      for unlimited cache size\n          n         for a bounded cache\n\ntyped:    False     cache f(3) and f(3.0) as identical calls\n          True      cache f(3) and f(3.0) as distinct calls\n\ncache_info_type:    namedtuple class with the fields:\n                        hits misses currsize maxsize",
      ),
      __new__: newEntry,
      __call__: callEntry,
      __dict__: dictGetter(),
      cache_info: caller("Report cache statistics", [], (self) => self.info()),
      cache_clear: method("Clear the cache and cache statistics", [], (self) => self.clear()),
      __reduce__: caller("", [], (self) => getAttribute(self, "__qualname__")),
      __copy__: method("", [], (self) => self),
      __deepcopy__: method("", [object("memo")], (self) => self),
    },
  ]),
);
