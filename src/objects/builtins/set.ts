/** set and frozenset. https://docs.python.org/3/library/stdtypes.html#set-types-set-frozenset */
import { checkClass, instanceOf } from "../construct.ts";
import { charge } from "../current.ts";
import { members, type TypeBuilder } from "../define.ts";
import { E, isThrown, newException, PyThrow, raise } from "../errors.ts";
import { type HashTable, newFrozenSet, PyDict, PySet } from "../hash-table.ts";
import type { Int } from "../int.ts";
import type { Value } from "../object.ts";
import { keywords, object, rest } from "../params.ts";
import { DrainFrame, eager } from "../protocols/drain.ts";
import {
  entryOf,
  hashOf,
  isSearch,
  lookup,
  remove,
  store,
  withEntry,
} from "../protocols/hashing.ts";
import { EXHAUSTED, iterate, nextOf } from "../protocols/iterate.ts";
import {
  isPending,
  type NativeGenerator,
  type NativeResult,
  PAUSE,
  type Pending,
} from "../requests.ts";
import { NotImplemented, PyTuple, tuple } from "../sequences.ts";
import { dictType, frozensetType, setType } from "../types.ts";
import { keywordsOfInit, noKeywordsIn, onlyArgument } from "./arguments.ts";
import { setHash } from "./hash-mixing.ts";
import { SetIterator } from "./iterators.ts";
import { reprItems } from "./repr.ts";

const KEY = "set element";

/** Adds what an iterator yields. */
class AddFrame extends DrainFrame {
  readonly #set: PySet;
  readonly #result: Value;
  constructor(set: PySet, result: Value) {
    super();
    this.#set = set;
    this.#result = result;
  }
  protected override take(item: Value): Pending | undefined {
    return store(this.#set.table, item, null, KEY);
  }
  protected override finish(): Value {
    return this.#result;
  }
  override get name(): string {
    return "set.update";
  }
}

/** The table of a set or plain dict, whose keys are known to be hashable. */
function tableOf(value: Value): HashTable | null {
  if (value instanceof PySet) return value.table;
  return value instanceof PyDict && value.shape.type === dictType ? value.table : null;
}

/** Adds the items of an iterable; the answer is `result`, or a request that ends in it. */
export function addAll(set: PySet, iterable: Value, result: Value = null): NativeResult {
  const from = tableOf(iterable);
  if (from === null) return new AddFrame(set, result).from(iterable);
  return eager(
    (function* (): NativeGenerator {
      if (set.table.size === 0 && set.table.buckets === null && iterable instanceof PySet) {
        charge(from.size);
        set.table.copyFrom(from);
      } else yield* merge(set.table, from);
      return result;
    })(),
  );
}

function* merge(table: HashTable, from: HashTable): Generator<Pending, void, Value> {
  if (table === from) return;
  charge(from.size);
  for (let i = 0; i < from.entries.length; i++) {
    const entry = from.entries[i];
    if (entry === undefined) continue;
    const pending = store(table, entry.key, null, null, entry.hash);
    if (pending !== undefined) yield pending;
  }
}

/** An empty set, or frozenset, as `like` is. */
function emptyLike(like: Value): PySet {
  return isFrozen(like) ? newFrozenSet() : new PySet();
}

function isFrozen(value: Value): boolean {
  return value instanceof PySet && value.shape.type.isSubtype(frozensetType);
}

/** A set with the same elements, of a builtin type. */
export function copySet(set: PySet): PySet {
  const copy = emptyLike(set);
  charge(set.table.size);
  copy.table.copyFrom(set.table);
  return copy;
}

/** A new set of an iterable's items. */
export function* setFrom(iterable: Value): Generator<Pending, PySet, Value> {
  if (iterable instanceof PySet && !isFrozen(iterable)) return copySet(iterable);
  const set = new PySet();
  const pending = addAll(set, iterable);
  if (isPending(pending)) yield pending;
  return set;
}

/** `set & iterable`: of two sets the smaller one is gone through. */
export function* intersect(set: PySet, other: Value): Generator<Pending, PySet, Value> {
  const result = emptyLike(set);
  if (other instanceof PySet) {
    const [few, many] =
      other.table.size > set.table.size ? [set.table, other.table] : [other.table, set.table];
    charge(few.size);
    for (let i = 0; i < few.entries.length; i++) {
      const entry = few.entries[i];
      if (entry === undefined) continue;
      const found = lookup(many, entry.key, null, entry.hash);
      if (isSearch(found)) yield found;
      if (entryOf(found) === undefined) continue;
      const pending = store(result.table, entry.key, null, null, entry.hash);
      if (pending !== undefined) yield pending;
    }
    return result;
  }
  const it = iterate(other);
  const iterator = (isPending(it) ? yield it : it) as Value;
  for (;;) {
    if (charge(1)) yield PAUSE;
    let key = nextOf(iterator);
    if (isPending(key)) key = yield key;
    if (key === undefined || key === EXHAUSTED) return result;
    const found = lookup(set.table, key);
    if (isSearch(found)) yield found;
    if (entryOf(found) === undefined) continue;
    const pending = store(result.table, key, null);
    if (pending !== undefined) yield pending;
  }
}

/** `set -= iterable` */
export function* subtractFrom(set: PySet, other: Value): Generator<Pending, void, Value> {
  if (other === set) {
    set.table.clear();
    return;
  }
  const from = tableOf(other);
  if (from !== null) {
    charge(from.size);
    for (let i = 0; i < from.entries.length; i++) {
      const entry = from.entries[i];
      if (entry === undefined) continue;
      const found = remove(set.table, entry.key, null, entry.hash);
      if (isSearch(found)) yield found;
    }
    return;
  }
  const it = iterate(other);
  const iterator = (isPending(it) ? yield it : it) as Value;
  for (;;) {
    if (charge(1)) yield PAUSE;
    let key = nextOf(iterator);
    if (isPending(key)) key = yield key;
    if (key === undefined || key === EXHAUSTED) return;
    const found = remove(set.table, key, KEY);
    if (isSearch(found)) yield found;
  }
}

/** `set - iterable` */
export function* subtract(set: PySet, other: Value): Generator<Pending, PySet, Value> {
  const from = tableOf(other);
  if (from === null) {
    const result = copySet(set);
    yield* subtractFrom(result, other);
    return result;
  }
  const result = emptyLike(set);
  const { table } = set;
  charge(table.size);
  for (let i = 0; i < table.entries.length; i++) {
    const entry = table.entries[i];
    if (entry === undefined) continue;
    const hash = entry.hash;
    const found = lookup(from, entry.key, null, hash);
    if (isSearch(found)) yield found;
    if (entryOf(found) !== undefined) continue;
    const pending = store(result.table, entry.key, null, null, hash);
    if (pending !== undefined) yield pending;
  }
  return result;
}

/** `set ^= iterable` */
export function* toggle(set: PySet, other: Value): Generator<Pending, void, Value> {
  if (other === set) {
    set.table.clear();
    return;
  }
  let from = tableOf(other);
  if (from === null) from = (yield* setFrom(other)).table;
  charge(from.size);
  for (let i = 0; i < from.entries.length; i++) {
    const entry = from.entries[i];
    if (entry === undefined) continue;
    const hash = entry.hash;
    const found = remove(set.table, entry.key, null, hash);
    if (isSearch(found)) yield found;
    if (entryOf(found) !== undefined) continue;
    const pending = store(set.table, entry.key, null, null, hash);
    if (pending !== undefined) yield pending;
  }
}

/** Is every key of one table in the other? */
function* isSubset(few: HashTable, many: HashTable): Generator<Pending, boolean, Value> {
  if (few.size > many.size) return false;
  charge(few.size);
  for (let i = 0; i < few.entries.length; i++) {
    const entry = few.entries[i];
    if (entry === undefined) continue;
    const found = lookup(many, entry.key, null, entry.hash);
    if (isSearch(found)) yield found;
    if (entryOf(found) === undefined) return false;
  }
  return true;
}

function* isDisjoint(set: PySet, other: Value): Generator<Pending, boolean, Value> {
  if (other instanceof PySet) {
    const [few, many] =
      other.table.size > set.table.size ? [set.table, other.table] : [other.table, set.table];
    charge(few.size);
    for (let i = 0; i < few.entries.length; i++) {
      const entry = few.entries[i];
      if (entry === undefined) continue;
      const found = lookup(many, entry.key, null, entry.hash);
      if (isSearch(found)) yield found;
      if (entryOf(found) !== undefined) return false;
    }
    return true;
  }
  const it = iterate(other);
  const iterator = (isPending(it) ? yield it : it) as Value;
  for (;;) {
    if (charge(1)) yield PAUSE;
    let key = nextOf(iterator);
    if (isPending(key)) key = yield key;
    if (key === undefined || key === EXHAUSTED) return true;
    const found = lookup(set.table, key);
    if (isSearch(found)) yield found;
    if (entryOf(found) !== undefined) return false;
  }
}

/** What stands for a set in a search among frozensets: a set itself is not hashable. */
function asElement(key: Value, error: unknown): Value {
  if (!(key instanceof PySet) || isFrozen(key) || !isThrown(error, E.TypeError)) throw error;
  const frozen = newFrozenSet();
  frozen.table.copyFrom(key.table);
  return frozen;
}

type Finder = typeof lookup | typeof remove;

/** Looks for an element, or for the frozenset equal to a set, and goes on. */
function findElement(
  find: Finder,
  self: PySet,
  key: Value,
  then: (isFound: boolean) => Value | undefined,
): NativeResult {
  let found: ReturnType<Finder>;
  try {
    found = find(self.table, key, KEY);
  } catch (error) {
    found = find(self.table, asElement(key, error), KEY);
  }
  return withEntry(found, (entry) => then(entry !== undefined));
}

/** Wraps the body of an operator between two sets. */
function between(
  body: (left: PySet, right: PySet) => Generator<Pending, Value, Value>,
): (left: Value, right: Value) => NativeResult {
  return (left, right) =>
    left instanceof PySet && right instanceof PySet ? eager(body(left, right)) : NotImplemented;
}

/** Wraps the body of an operator that changes a set by another. */
function changing(
  body: (self: PySet, other: Value) => Generator<Pending, void, Value>,
): (self: PySet, other: Value) => NativeResult {
  return (self, other) =>
    other instanceof PySet
      ? eager(
          (function* (): NativeGenerator {
            yield* body(self, other);
            return self;
          })(),
        )
      : NotImplemented;
}

function* union(set: PySet, others: readonly Value[]): Generator<Pending, PySet, Value> {
  const result = copySet(set);
  for (const other of others) {
    const pending = addAll(result, other);
    if (isPending(pending)) yield pending;
  }
  return result;
}

function* intersectAll(set: PySet, others: readonly Value[]): Generator<Pending, PySet, Value> {
  if (others.length === 0) return copySet(set);
  let result = set;
  for (const other of others) result = yield* intersect(result, other);
  return result;
}

function* subtractAll(set: PySet, others: readonly Value[]): Generator<Pending, PySet, Value> {
  if (others.length === 0) return copySet(set);
  const [first, ...more] = others;
  const result = yield* subtract(set, first as Value);
  for (const other of more) yield* subtractFrom(result, other);
  return result;
}

function* symmetricDifference(set: PySet, other: Value): Generator<Pending, PySet, Value> {
  const result = copySet(set);
  yield* toggle(result, other);
  return result;
}

/** Gives a set the elements of another. */
function become(self: PySet, other: PySet): void {
  if (self === other) return;
  self.table.clear();
  self.table.copyFrom(other.table);
}

/** `hash(frozenset)`: of all elements' hashes. */
function hashSet(self: PySet): NativeResult {
  return (function* (): NativeGenerator {
    const hashes: Int[] = [];
    for (const entry of self.table.live()) {
      const known = entry.hash;
      const hash: Int | Pending = known ?? hashOf(entry.key);
      hashes.push(isPending(hash) ? ((yield hash) as Int) : hash);
    }
    return setHash(hashes, hashes.length);
  })();
}

function reprSet(self: PySet): NativeResult {
  const { type } = self.shape;
  if (self.table.size === 0) return `${type.name}()`;
  const [open, close] = type === setType ? ["{", "}"] : [`${type.name}({`, "})"];
  // A copy: Python code may change the set meanwhile.
  const keys = [...self.table.live()].map((entry) => entry.key);
  return reprItems(self, open, close, `${type.name}(...)`, (i) => keys[i]);
}

const isAny = (value: Value): value is PySet => value instanceof PySet;

/** What set and frozenset have in common. */
function common({ caller, method, slots, operators }: TypeBuilder<PySet>) {
  const compared = (
    body: (self: PySet, other: PySet) => Generator<Pending, boolean, Value>,
  ): ((self: PySet, other: Value) => NativeResult) => {
    return (self, other) => (isAny(other) ? eager(body(self, other)) : NotImplemented);
  };
  return [
    slots(
      {
        __len__: (self) => self.table.size,
        __iter__: (self) => new SetIterator(self.table),
        __contains__: (self, key) => findElement(lookup, self, key, (isFound) => isFound),
        __repr__: reprSet,
        __eq__: compared(function* (self, other) {
          return self.table.size === other.table.size && (yield* isSubset(self.table, other.table));
        }),
        __ne__: compared(function* (self, other) {
          return (
            self.table.size !== other.table.size || !(yield* isSubset(self.table, other.table))
          );
        }),
        __le__: compared((self, other) => isSubset(self.table, other.table)),
        __ge__: compared((self, other) => isSubset(other.table, self.table)),
        __lt__: compared(function* (self, other) {
          return self.table.size < other.table.size && (yield* isSubset(self.table, other.table));
        }),
        __gt__: compared(function* (self, other) {
          return self.table.size > other.table.size && (yield* isSubset(other.table, self.table));
        }),
      },
      { __contains__: "object" },
    ),
    operators({
      or: between((left, right) => union(left, [right])),
      and: between(intersect),
      sub: between(subtract),
      xor: between(symmetricDifference),
    }),
    {
      union: caller(
        "Return a new set with elements from the set and all others.",
        [rest("others")],
        (self, others) => eager(union(self, others)),
      ),
      intersection: caller(
        "Return a new set with elements common to the set and all others.",
        [rest("others")],
        (self, others) => eager(intersectAll(self, others)),
      ),
      difference: caller(
        "Return a new set with elements in the set that are not in the others.",
        [rest("others")],
        (self, others) => eager(subtractAll(self, others)),
      ),
      symmetric_difference: caller(
        "Return a new set with elements in either the set or other but not both.",
        [object("other")],
        (self, other) => eager(symmetricDifference(self, other)),
      ),
      issubset: caller(
        "Report whether another set contains this set.",
        [object("other")],
        (self, other) =>
          eager(
            (function* (): NativeGenerator {
              const set = isAny(other) ? other : yield* setFrom(other);
              return yield* isSubset(self.table, set.table);
            })(),
          ),
      ),
      issuperset: caller(
        "Report whether this set contains another set.",
        [object("other")],
        (self, other) =>
          eager(
            (function* (): NativeGenerator {
              const set = isAny(other) ? other : yield* setFrom(other);
              return yield* isSubset(set.table, self.table);
            })(),
          ),
      ),
      isdisjoint: caller(
        "Return True if two sets have a null intersection.",
        [object("other")],
        (self, other) => eager(isDisjoint(self, other)),
      ),
      __sizeof__: method(
        "S.__sizeof__() -> size of S in memory, in bytes.",
        [],
        (self) => 200 + 16 * self.table.size,
      ),
      __reduce__: method("Return state information for pickling.", [], (self) => {
        const keys = [...self.table.live()].map((entry) => entry.key);
        return tuple(self.shape.type, tuple(new PyTuple(keys)), null);
      }),
    },
  ];
}

/** Changes a set by each of several iterables. */
function changingAll(
  body: (self: PySet, other: Value) => Generator<Pending, void, Value>,
): (self: PySet, others: Value[]) => NativeResult {
  return (self, others) =>
    eager(
      (function* (): NativeGenerator {
        for (const other of others) yield* body(self, other);
        return undefined;
      })(),
    );
}

function* addIn(self: PySet, other: Value): Generator<Pending, void, Value> {
  const pending = addAll(self, other);
  if (isPending(pending)) yield pending;
}

function* intersectIn(self: PySet, other: Value): Generator<Pending, void, Value> {
  become(self, yield* intersect(self, other));
}

export const setMembers = members<PySet>((builder) => {
  const { method, caller, slots, staticMethod, constant } = builder;
  return [
    {
      __new__: staticMethod(
        "Create and return a new object.",
        [object("cls"), rest("args"), keywords("kwargs")],
        (cls) => instanceOf(cls, new PySet()),
      ),
      __init__: caller(
        "Initialize self.",
        [rest("args"), keywords("kwargs")],
        (self, args, given) => {
          const iterable = onlyArgument("set", args, keywordsOfInit(self, setType, given));
          if (iterable === self) return undefined;
          self.table.clear();
          return iterable === undefined ? undefined : addAll(self, iterable);
        },
      ),
      __hash__: constant(null),
    },
    ...common(builder),
    slots({
      __ior__: changing(addIn),
      __iand__: changing(intersectIn),
      __isub__: changing(subtractFrom),
      __ixor__: changing(toggle),
    }),
    {
      add: caller(
        "Add an element to a set.\n\nThis has no effect if the element is already present.",
        [object("object")],
        (self, key) => store(self.table, key, null, KEY),
      ),
      remove: caller(
        "Remove an element from a set; it must be a member.\n\nIf the element is not a member, raise a KeyError.",
        [object("object")],
        (self, key) =>
          findElement(remove, self, key, (isFound) => {
            if (!isFound) throw new PyThrow(newException(E.KeyError, key));
          }),
      ),
      discard: caller(
        "Remove an element from a set if it is a member.\n\nUnlike set.remove(), the discard() method does not raise\nan exception when an element is missing from the set.",
        [object("object")],
        (self, key) => findElement(remove, self, key, () => undefined),
      ),
      pop: method(
        "Remove and return an arbitrary set element.\n\nRaises KeyError if the set is empty.",
        [],
        (self) => {
          const entry = self.table.first();
          if (entry === undefined) raise(E.KeyError, "pop from an empty set");
          self.table.remove(entry, null);
          return entry.key;
        },
      ),
      clear: method("Remove all elements from this set.", [], (self) => {
        self.table.clear();
      }),
      copy: method("Return a shallow copy of a set.", [], copySet),
      update: caller(
        "Update the set, adding elements from all others.",
        [rest("others")],
        changingAll(addIn),
      ),
      intersection_update: caller(
        "Update the set, keeping only elements found in it and all others.",
        [rest("others")],
        (self, others) =>
          eager(
            (function* (): NativeGenerator {
              become(self, yield* intersectAll(self, others));
              return undefined;
            })(),
          ),
      ),
      difference_update: caller(
        "Update the set, removing elements found in others.",
        [rest("others")],
        changingAll(subtractFrom),
      ),
      symmetric_difference_update: caller(
        "Update the set, keeping only elements found in either set, but not in both.",
        [object("other")],
        (self, other) =>
          eager(
            (function* (): NativeGenerator {
              yield* toggle(self, other);
              return undefined;
            })(),
          ),
      ),
    },
  ];
});

function isExactFrozen(value: Value): value is PySet {
  return value instanceof PySet && value.shape.type === frozensetType;
}

export const frozensetMembers = members<PySet>((builder) => {
  const { method, slots, staticMethod } = builder;
  return [
    {
      __new__: staticMethod(
        "Create and return a new object.",
        [object("cls"), rest("args"), keywords("kwargs")],
        (cls, args, given) => {
          noKeywordsIn(cls, frozensetType, given);
          const iterable = onlyArgument("frozenset", args, new Map());
          if (cls === frozensetType && iterable !== undefined && isExactFrozen(iterable))
            return iterable;
          checkClass(cls, frozensetType);
          const set = instanceOf(cls, newFrozenSet());
          return iterable === undefined ? set : addAll(set, iterable, set);
        },
      ),
    },
    ...common(builder),
    slots({ __hash__: hashSet }),
    {
      copy: method("Return a shallow copy of a set.", [], (self) =>
        isExactFrozen(self) ? self : copySet(self),
      ),
    },
  ];
});
