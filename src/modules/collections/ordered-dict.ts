/**
 * collections.OrderedDict: a dict that says more about its order. The table keeps that already; here are its ends, and what
 * notices that somebody has changed it. https://docs.python.org/3/library/collections.html#collections.OrderedDict
 */
import { dictGetter, initializer, shortName } from "../../objects/builtins/common.ts";
import { copyDict, keyError } from "../../objects/builtins/dict.ts";
import { iteratorSlots, reduction } from "../../objects/builtins/iterators.ts";
import { stateOf } from "../../objects/builtins/reduce.ts";
import { reprBetween } from "../../objects/builtins/replies.ts";
import { PyDictItems, PyDictKeys, PyDictValues } from "../../objects/builtins/views.ts";
import { instanceOf } from "../../objects/construct.ts";
import { truth } from "../../objects/conversions.ts";
import { charge } from "../../objects/current.ts";
import { type Entries, type Entry, members, type TypeBuilder } from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import { type HashTable, PyDict, type Entry as TableEntry } from "../../objects/hash-table.ts";
import { layout, type Value } from "../../objects/object.ts";
import {
  DECLINED,
  either,
  keywords,
  object,
  optional,
  rest,
  UNREPRESENTABLE,
} from "../../objects/params.ts";
import { getAttribute } from "../../objects/protocols/attributes.ts";
import { attribute } from "../../objects/protocols/classes.ts";
import { same } from "../../objects/protocols/compare.ts";
import { eager } from "../../objects/protocols/drain.ts";
import { lookup, lookupOrAdd, remove, withEntry } from "../../objects/protocols/hashing.ts";
import { contains, getItem, setItem } from "../../objects/protocols/items.ts";
import {
  EXHAUSTED,
  iterate,
  nextOf,
  PyIterator,
  plainItems,
} from "../../objects/protocols/iterate.ts";
import { plainEqual } from "../../objects/protocols/sequence-compare.ts";
import { slotOf } from "../../objects/protocols/slot.ts";
import { guardRepr } from "../../objects/protocols/text.ts";
import {
  after,
  call,
  isPending,
  type Keywords,
  type NativeGenerator,
  type NativeResult,
  PAUSE,
  type Pending,
} from "../../objects/requests.ts";
import { NotImplemented, PyList, tuple } from "../../objects/sequences.ts";
import { SLOT } from "../../objects/slots.ts";
import { fromName } from "../../objects/str.ts";
import { PyType } from "../../objects/type.ts";
import {
  dictItemsType,
  dictKeysType,
  dictType,
  dictValuesType,
  objectType,
} from "../../objects/types.ts";

export const orderedDictType = new PyType("collections.OrderedDict", [dictType]);
orderedDictType.hasDict = true;
orderedDictType.hasWeakref = true;

export class PyOrderedDict extends PyDict {
  override slots: Value[] = [];
}
layout(PyOrderedDict, orderedDictType);

const KEY = "dict key";
const MUTATED = "OrderedDict mutated during iteration";

/* Iterators and views */

const iteratorType = new PyType("odict_iterator", [objectType]);
iteratorType.isBase = false;

type Pick = (entry: TableEntry) => Value;
const keyIn: Pick = (entry) => entry.key;
const heldBy: Pick = (entry) => entry.value as Value;
const itemIn: Pick = (entry) => tuple(entry.key, entry.value as Value);

class OrderedIterator extends PyIterator {
  #table: HashTable | null;
  readonly #version: number;
  readonly #pick: Pick;
  readonly #step: 1 | -1;
  /** The next entry, found when the one before it is given, and where it is. */
  #entry: TableEntry | undefined;
  #index: number;
  constructor(table: HashTable, pick: Pick, step: 1 | -1) {
    super();
    this.#table = table;
    this.#version = table.version;
    this.#pick = pick;
    this.#step = step;
    this.#index = step > 0 ? table.front - 1 : table.entries.length;
    this.#advance(table);
  }
  #advance({ entries }: HashTable): void {
    this.#entry = undefined;
    while (this.#entry === undefined) {
      this.#index += this.#step;
      if (this.#index < 0 || this.#index >= entries.length) return;
      this.#entry = entries[this.#index];
    }
  }
  override next(): Value | undefined {
    const table = this.#table;
    const entry = this.#entry;
    if (table === null || entry === undefined) {
      this.#table = null;
      return undefined;
    }
    if (table.version !== this.#version) {
      this.#table = null;
      raise(E.RuntimeError, MUTATED);
    }
    this.#advance(table);
    return this.#pick(entry);
  }
  /** A list of what is left, without taking it. */
  rest(): PyList {
    const [table, index, entry] = [this.#table, this.#index, this.#entry];
    charge(table?.size ?? 0);
    const items: Value[] = [];
    try {
      for (let item = this.next(); item !== undefined; item = this.next()) items.push(item);
    } finally {
      this.#table = table;
      this.#index = index;
      this.#entry = entry;
    }
    return new PyList(items);
  }
}
layout(OrderedIterator, iteratorType);

iteratorType.populate(
  members<OrderedIterator>((builder) => [
    iteratorSlots(builder),
    {
      __reduce__: builder.method("Return state information for pickling", [], (self) =>
        reduction(undefined, [self.rest()]),
      ),
    },
  ]),
);

class OrderedKeys extends PyDictKeys {
  override iterate(): PyIterator {
    return new OrderedIterator(this.dict.table, keyIn, 1);
  }
  override reversed(): PyIterator {
    return new OrderedIterator(this.dict.table, keyIn, -1);
  }
}
class OrderedValues extends PyDictValues {
  override iterate(): PyIterator {
    return new OrderedIterator(this.dict.table, heldBy, 1);
  }
  override reversed(): PyIterator {
    return new OrderedIterator(this.dict.table, heldBy, -1);
  }
}
class OrderedItems extends PyDictItems {
  override iterate(): PyIterator {
    return new OrderedIterator(this.dict.table, itemIn, 1);
  }
  override reversed(): PyIterator {
    return new OrderedIterator(this.dict.table, itemIn, -1);
  }
}

type View = OrderedKeys | OrderedValues | OrderedItems;
for (const [name, base, view] of [
  ["odict_keys", dictKeysType, OrderedKeys],
  ["odict_values", dictValuesType, OrderedValues],
  ["odict_items", dictItemsType, OrderedItems],
] as const) {
  const type = new PyType(name, [base]);
  layout(view, type);
  type.populate(
    members<View>(({ slots }) => [
      slots({ __iter__: (self) => self.iterate(), __reversed__: (self) => self.reversed() }),
    ]),
  );
}

/* Updating: by `__setitem__`, which a derived class may have its own of */

/** Asks for something by a request, if need be. */
function* settle(result: NativeResult): Generator<Pending, Value, Value> {
  return isPending(result) ? yield result : (result ?? null);
}

/** Calls `body` for each item of an iterable. */
function* forEach(
  iterable: Value,
  body: (item: Value) => Generator<Pending, unknown, Value>,
): Generator<Pending, void, Value> {
  const iterator = yield* settle(iterate(iterable));
  for (;;) {
    if (charge(1)) yield PAUSE;
    let item = nextOf(iterator);
    if (isPending(item)) item = yield item;
    if (item === undefined || item === EXHAUSTED) return;
    yield* body(item);
  }
}

/** The two items of a pair. */
function* unpack(pair: Value): Generator<Pending, readonly [Value, Value], Value> {
  const plain = plainItems(pair);
  if (plain?.length === 2) return plain as unknown as readonly [Value, Value];
  const iterator = yield* settle(iterate(pair));
  const found: Value[] = [];
  for (;;) {
    let item = nextOf(iterator);
    if (isPending(item)) item = yield item;
    if (item === undefined || item === EXHAUSTED) break;
    if (found.length === 2) raise(E.ValueError, "too many values to unpack (expected 2)");
    found.push(item);
  }
  const n = found.length;
  if (n < 2) raise(E.ValueError, `need more than ${n} value${n === 1 ? "" : "s"} to unpack`);
  return found as unknown as readonly [Value, Value];
}

function addPairs(self: PyDict, pairs: Value): Generator<Pending, void, Value> {
  return forEach(pairs, function* (pair) {
    const [key, value] = yield* unpack(pair);
    yield* settle(setItem(self, key, value));
  });
}

function* addFrom(self: PyDict, source: Value): Generator<Pending, void, Value> {
  if (source instanceof PyDict && source.shape.type === dictType) {
    const pairs = [...source.table.live()].map(itemIn);
    yield* addPairs(self, new PyList(pairs));
    return;
  }
  const keys = yield* attribute(source, "keys");
  if (keys !== undefined) {
    yield* forEach(yield call(keys), function* (key) {
      yield* settle(setItem(self, key, yield* settle(getItem(source, key))));
    });
    return;
  }
  const items = yield* attribute(source, "items");
  yield* addPairs(self, items === undefined ? source : yield call(items));
}

function* update(self: PyDict, source: Value | undefined, given: Keywords): NativeGenerator {
  if (source !== undefined) yield* addFrom(self, source);
  for (const [name, value] of given) yield* settle(setItem(self, fromName(name), value));
  return null;
}

/* The order */

/** Moves the entry of a key to an end. */
function moveToEnd(self: PyOrderedDict, key: Value, isLast: boolean): NativeResult {
  return withEntry(lookup(self.table, key, KEY), (entry) => {
    if (entry === undefined) return keyError(key);
    self.table.move(entry, isLast);
    return null;
  });
}

function popItem(self: PyOrderedDict, isLast: boolean): Value {
  const { table } = self;
  const entry = isLast ? table.last() : table.first();
  if (entry === undefined) raise(E.KeyError, "dictionary is empty");
  const item = itemIn(entry);
  table.remove(entry, null);
  return item;
}

/** Have both the same keys in the same order? */
function* haveSameOrder(left: PyDict, right: PyDict): Generator<Pending, boolean, Value> {
  const versions = [left.table.version, right.table.version] as const;
  const [a, b] = [left.table.live(), right.table.live()];
  for (;;) {
    const [x, y] = [a.next(), b.next()];
    if (x.done === true || y.done === true) return x.done === y.done;
    const plain = plainEqual(x.value.key, y.value.key);
    let isEqual = plain === DECLINED ? same(x.value.key, y.value.key) : plain;
    if (isPending(isEqual)) {
      isEqual = (yield isEqual) as boolean;
      if (left.table.version !== versions[0] || right.table.version !== versions[1])
        raise(E.RuntimeError, MUTATED);
    }
    if (!isEqual) return false;
  }
}

function* areEqual(self: PyOrderedDict, other: Value): NativeGenerator {
  const NONE = undefined as never;
  const equal = yield* settle(slotOf(dictType, SLOT.__eq__)?.(self, other, NONE));
  if (equal !== true || !(other instanceof PyOrderedDict)) return equal;
  return yield* haveSameOrder(self, other);
}

/* The rest */

function repr(self: PyOrderedDict): NativeResult {
  const { type } = self.shape;
  const name = shortName(type);
  if (self.table.size === 0) return `${name}()`;
  return guardRepr(self, "...", function* (): NativeGenerator {
    const dict = type === orderedDictType ? copyDict(self) : yield call(dictType, self);
    return yield* settle(reprBetween(`${name}(`, dict, ")"));
  });
}

function* setDefault(self: PyOrderedDict, key: Value, fallback: Value): NativeGenerator {
  if (self.shape.type === orderedDictType)
    return yield* settle(
      withEntry(lookupOrAdd(self.table, key, fallback, KEY), (entry) => entry?.value ?? fallback),
    );
  const has = contains(self, key);
  if (isPending(has) ? yield has : has) return yield* settle(getItem(self, key));
  yield* settle(setItem(self, key, fallback));
  return fallback;
}

function* copy(self: PyOrderedDict): NativeGenerator {
  const { type } = self.shape;
  if (type === orderedDictType) {
    const made = new PyOrderedDict();
    charge(self.table.size);
    made.table.copyFrom(self.table);
    return made;
  }
  const made = yield call(type);
  const { table } = self;
  const { version } = table;
  for (const entry of table.live()) {
    const value = yield* settle(getItem(self, entry.key));
    yield* settle(setItem(made, entry.key, value));
    if (table.version !== version) raise(E.RuntimeError, MUTATED);
  }
  return made;
}

function* unite(left: Value, right: Value): NativeGenerator {
  if (!(left instanceof PyDict) || !(right instanceof PyDict)) return NotImplemented;
  const own = left instanceof PyOrderedDict ? left : right;
  const made = yield call(own.shape.type, left);
  if (made instanceof PyDict) yield* addFrom(made, right);
  return made;
}

function* reduceDict(self: PyOrderedDict): NativeGenerator {
  const state = yield* stateOf(self, false);
  const items = yield call(yield* settle(getAttribute(self, "items")));
  return tuple(self.shape.type, tuple(), state, null, yield* settle(iterate(items)));
}

function* fromKeys(cls: PyType, iterable: Value, value: Value): NativeGenerator {
  const made = cls === orderedDictType ? new PyOrderedDict() : yield call(cls);
  yield* forEach(iterable, function* (key) {
    yield* settle(setItem(made, key, value));
  });
  return made;
}

function ordering({ method, caller }: TypeBuilder<PyOrderedDict>): Entries {
  return {
    move_to_end: caller(
      "Move an existing element to the end (or beginning if last is false).\n\nRaise KeyError if the element does not exist.",
      [either(object("key")), either(optional(truth("last"), true, "True"))],
      moveToEnd,
    ),
    popitem: method(
      "Remove and return a (key, value) pair from the dictionary.\n\nPairs are returned in LIFO order if last is true or FIFO order if false.",
      [either(optional(truth("last"), true, "True"))],
      popItem,
    ),
    keys: method("", [], (self) => new OrderedKeys(self)),
    values: method("", [], (self) => new OrderedValues(self)),
    items: method("", [], (self) => new OrderedItems(self)),
  };
}

function changing({ caller }: TypeBuilder<PyOrderedDict>): Entries {
  return {
    pop: caller(
      "od.pop(key[,default]) -> v, remove specified key and return the corresponding value.\n\nIf the key is not found, return the default if given; otherwise,\nraise a KeyError.",
      [either(object("key")), either(optional(object("default"), undefined, UNREPRESENTABLE))],
      (self, key, fallback) =>
        withEntry(remove(self.table, key, KEY), (entry) => {
          if (entry !== undefined) return entry.value;
          return fallback === undefined ? keyError(key) : fallback;
        }),
    ),
    setdefault: caller(
      "Insert key with a value of default if key is not in the dictionary.\n\nReturn the value for key if key is in the dictionary, else default.",
      [either(object("key")), either(optional(object("default"), null, "None"))],
      (self, key, fallback) => eager(setDefault(self, key, fallback)),
    ),
    update: caller("", [rest("args"), keywords("kwargs")], (self, args, given) => {
      const n = args.length;
      if (n > 1) raise(E.TypeError, `update() takes at most 1 positional argument (${n} given)`);
      return eager(update(self, args[0], given));
    }),
    copy: caller("od.copy() -> a shallow copy of od", [], (self) => eager(copy(self))),
  };
}

orderedDictType.populate(
  members<PyOrderedDict>((builder) => {
    const { method, caller, slots, operators, staticMethod, classMethod, constant } = builder;
    return [
      {
        __doc__: constant("Dictionary that remembers insertion order"),
        __new__: staticMethod(
          "Create and return a new object.",
          [object("cls"), rest("args"), keywords("kwargs")],
          (cls) => instanceOf(cls, new PyOrderedDict()),
        ),
        __init__: initializer(
          [rest("args"), keywords("kwargs")],
          (self: PyOrderedDict, args, given) => {
            const n = args.length;
            if (n > 1) raise(E.TypeError, `expected at most 1 argument, got ${n}`);
            return eager(update(self, args[0], given));
          },
        ),
      },
      slots({
        __iter__: (self) => new OrderedIterator(self.table, keyIn, 1),
        __reversed__: (self) => new OrderedIterator(self.table, keyIn, -1),
        __repr__: repr,
        __eq__: (self, other) => eager(areEqual(self, other)),
        __ne__: (self, other) =>
          after(eager(areEqual(self, other)), (equal) =>
            equal === NotImplemented ? equal : equal !== true,
          ),
        __ior__: (self, other) => after(eager(asUpdated(self, other)), () => self),
      }),
      operators({ or: (left, right) => eager(unite(left, right)) }),
      ordering(builder),
      changing(builder),
      {
        __hash__: constant(null),
        __dict__: dictGetter(),
        fromkeys: classMethod(
          "Create a new ordered dictionary with keys from iterable and values set to value.",
          [either(object("iterable")), either(optional(object("value"), null, "None"))],
          fromKeys,
        ) as Entry,
        __reduce__: caller("Return state information for pickling", [], reduceDict),
        clear: method("Remove all items from ordered dict.", [], (self) => {
          self.table.clear();
        }),
        __sizeof__: method("", [], (self) => 100 + 64 * self.table.size),
      },
    ];
  }),
);

function* asUpdated(self: PyOrderedDict, other: Value): NativeGenerator {
  yield* addFrom(self, other);
  return self;
}
