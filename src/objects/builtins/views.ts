/** The views of a dict, and mappingproxy. https://docs.python.org/3/library/stdtypes.html#dictionary-view-objects */

import { charge } from "../current.ts";
import { members, type TypeBuilder } from "../define.ts";
import { PyMappingProxy } from "../function.ts";
import { type Entry, type PyDict, PySet } from "../hash-table.ts";
import { layout, PyObject, type Value } from "../object.ts";
import { object } from "../params.ts";
import { same } from "../protocols/compare.ts";
import { eager } from "../protocols/drain.ts";
import { lookup, store, withEntry } from "../protocols/hashing.ts";
import { contains } from "../protocols/items.ts";
import { EXHAUSTED, iterate, nextOf, type PyIterator } from "../protocols/iterate.ts";
import { lengthOf } from "../protocols/truth.ts";
import {
  isPending,
  type NativeGenerator,
  type NativeResult,
  PAUSE,
  type Pending,
} from "../requests.ts";
import { NotImplemented, PyTuple, tuple } from "../sequences.ts";
import { EQ, GE, GT, LE, LT, NE } from "../slots.ts";
import { dictItemsType, dictKeysType, dictValuesType, setType } from "../types.ts";
import {
  ItemIterator,
  KeyIterator,
  ReverseItemIterator,
  ReverseKeyIterator,
  ReverseValueIterator,
  ValueIterator,
} from "./iterators.ts";
import { reprItems } from "./repr.ts";
import { intersect as intersectSet, setFrom, subtractFrom, toggle } from "./set.ts";

abstract class PyDictView extends PyObject {
  readonly dict: PyDict;
  constructor(dict: PyDict) {
    super();
    this.dict = dict;
  }
  abstract iterate(): PyIterator;
  abstract reversed(): PyIterator;
  /** The element that an entry gives. */
  abstract element(entry: Entry): Value;
}

export class PyDictKeys extends PyDictView {
  override iterate(): PyIterator {
    return new KeyIterator(this.dict.table);
  }
  override reversed(): PyIterator {
    return new ReverseKeyIterator(this.dict.table);
  }
  override element(entry: Entry): Value {
    return entry.key;
  }
}
layout(PyDictKeys, dictKeysType);

export class PyDictValues extends PyDictView {
  override iterate(): PyIterator {
    return new ValueIterator(this.dict.table);
  }
  override reversed(): PyIterator {
    return new ReverseValueIterator(this.dict.table);
  }
  override element(entry: Entry): Value {
    return entry.value as Value;
  }
}
layout(PyDictValues, dictValuesType);

export class PyDictItems extends PyDictView {
  override iterate(): PyIterator {
    return new ItemIterator(this.dict.table);
  }
  override reversed(): PyIterator {
    return new ReverseItemIterator(this.dict.table);
  }
  override element(entry: Entry): Value {
    return tuple(entry.key, entry.value as Value);
  }
}
layout(PyDictItems, dictItemsType);

function reprView(self: PyDictView): NativeResult {
  const { name } = self.shape.type;
  const elements = [...self.dict.table.live()].map((entry) => self.element(entry));
  return reprItems(self, `${name}([`, "])", "...", (i) => elements[i]);
}

/** Is `key` in the view? */
function containsKey(self: PyDictKeys, key: Value): NativeResult {
  return withEntry(lookup(self.dict.table, key, "dict key"), (entry) => entry !== undefined);
}

/** Is a pair in the view? */
function containsItem(self: PyDictItems, pair: Value): NativeResult {
  if (!(pair instanceof PyTuple) || pair.items.length !== 2) return false;
  const [key, value] = pair.items as [Value, Value];
  return withEntry(lookup(self.dict.table, key, "dict key"), (entry) =>
    entry?.value === undefined ? false : same(entry.value, value),
  );
}

/** `for item of iterable`, for generators: calls `body`, a request of which is waited for, until it answers false. */
function* forEach(
  iterable: Value,
  body: (item: Value) => Generator<Pending, boolean, Value>,
): Generator<Pending, boolean, Value> {
  const it = iterate(iterable);
  const iterator = (isPending(it) ? yield it : it) as Value;
  for (;;) {
    if (charge(1)) yield PAUSE;
    let item = nextOf(iterator);
    if (isPending(item)) item = yield item;
    if (item === undefined || item === EXHAUSTED) return true;
    if (!(yield* body(item))) return false;
  }
}

function* isIn(container: Value, item: Value): Generator<Pending, boolean, Value> {
  const result = contains(container, item);
  return isPending(result) ? ((yield result) as boolean) : result;
}

/** Are all elements of one iterable in a container? */
function allIn(elements: Value, container: Value): Generator<Pending, boolean, Value> {
  return forEach(elements, (item) => isIn(container, item));
}

function isSetLike(value: Value): value is PySet | PyDictKeys | PyDictItems {
  return value instanceof PySet || value instanceof PyDictKeys || value instanceof PyDictItems;
}

/** The number of elements; a view of an odd dict subclass is asked like anything else. */
function* count(value: Value): Generator<Pending, number, Value> {
  const length = lengthOf(value);
  return (isPending(length) ? yield length : length) as number;
}

function comparison(op: number): (self: PyDictView, other: Value) => NativeResult {
  function* body(self: PyDictView, other: Value): NativeGenerator {
    const [m, n] = [self.dict.table.size, yield* count(other)];
    switch (op) {
      case EQ:
        return m === n && (yield* allIn(self, other));
      case NE:
        return m !== n || !(yield* allIn(self, other));
      case LT:
        return m < n && (yield* allIn(self, other));
      case LE:
        return m <= n && (yield* allIn(self, other));
      case GT:
        return m > n && (yield* allIn(other, self));
      default:
        return m >= n && (yield* allIn(other, self));
    }
  }
  return (self, other) => (isSetLike(other) ? eager(body(self, other)) : NotImplemented);
}

function* intersect(left: Value, right: Value): NativeGenerator {
  const isView = left instanceof PyDictKeys || left instanceof PyDictItems;
  let [self, other] = isView ? [left, right] : [right as PyDictView, left];
  // sic: a set (no frozenset) that is no smaller has the say, and the keys are the view's.
  if (
    other instanceof PySet &&
    other.shape.type === setType &&
    self.dict.table.size <= other.table.size
  )
    return yield* intersectSet(other, self);
  // The smaller one is gone through.
  if (
    isSetLike(other) &&
    other instanceof PyDictView &&
    other.dict.table.size > self.dict.table.size
  )
    [self, other] = [other, self];
  const result = new PySet();
  const view = self;
  yield* forEach(other, function* (item): Generator<Pending, boolean, Value> {
    if (yield* isIn(view, item)) {
      const pending = store(result.table, item, null, "set element");
      if (pending !== undefined) yield pending;
    }
    return true;
  });
  return result;
}

function* subtract(left: Value, right: Value): NativeGenerator {
  const result = yield* setFrom(left);
  yield* subtractFrom(result, right);
  return result;
}

function* unite(left: Value, right: Value): NativeGenerator {
  const result = yield* setFrom(left);
  const more = yield* setFrom(right);
  for (const entry of more.table.live()) {
    const pending = store(result.table, entry.key, null, null, entry.hash);
    if (pending !== undefined) yield pending;
  }
  return result;
}

function* differ(left: Value, right: Value): NativeGenerator {
  if (left instanceof PyDictItems && right instanceof PyDictItems)
    return yield* differItems(left, right);
  const result = yield* setFrom(left);
  yield* toggle(result, right);
  return result;
}

/** Equal items need not be hashable. */
function* differItems(left: PyDictItems, right: PyDictItems): NativeGenerator {
  const result = new PySet();
  for (const [view, other] of [
    [left, right],
    [right, left],
  ] as const)
    yield* forEach(view, function* (item): Generator<Pending, boolean, Value> {
      if (yield* isIn(other, item)) return true;
      const pending = store(result.table, item, null, "set element");
      if (pending !== undefined) yield pending;
      return true;
    });
  return result;
}

function* isDisjoint(self: PyDictView, other: Value): NativeGenerator {
  if (self === other) return self.dict.table.size === 0;
  let [view, items]: [Value, Value] = [self, other];
  if (isSetLike(other) && (yield* count(other)) > self.dict.table.size)
    [view, items] = [other, self];
  const container = view;
  return yield* forEach(items, function* (item): Generator<Pending, boolean, Value> {
    return !(yield* isIn(container, item));
  });
}

function common({ slots, getter }: TypeBuilder<PyDictView>) {
  return [
    slots({
      __len__: (self) => self.dict.table.size,
      __iter__: (self) => self.iterate(),
      __reversed__: (self) => self.reversed(),
      __repr__: reprView,
    }),
    {
      mapping: getter(
        "dictionary that this view refers to",
        (self) => new PyMappingProxy(self.dict),
      ),
    },
  ];
}

function setLike({ slots, operators, caller, constant }: TypeBuilder<PyDictView>) {
  return [
    slots({
      __lt__: comparison(LT),
      __le__: comparison(LE),
      __eq__: comparison(EQ),
      __ne__: comparison(NE),
      __gt__: comparison(GT),
      __ge__: comparison(GE),
    }),
    operators({
      and: (left, right) => eager(intersect(left, right)),
      or: (left, right) => eager(unite(left, right)),
      sub: (left, right) => eager(subtract(left, right)),
      xor: (left, right) => eager(differ(left, right)),
    }),
    {
      __hash__: constant(null),
      isdisjoint: caller(
        "Return True if the view and the given iterable have a null intersection.",
        [object("object")],
        (self, other) => eager(isDisjoint(self, other)),
      ),
    },
  ];
}

export const dictKeysMembers = members<PyDictKeys>((builder) => {
  const shared = builder as unknown as TypeBuilder<PyDictView>;
  return [...common(shared), ...setLike(shared), builder.slots({ __contains__: containsKey })];
});

export const dictItemsMembers = members<PyDictItems>((builder) => {
  const shared = builder as unknown as TypeBuilder<PyDictView>;
  return [
    ...common(shared),
    ...setLike(shared),
    builder.slots({ __contains__: (self, pair) => containsItem(self, pair) }),
  ];
});

export const dictValuesMembers = members<PyDictValues>((builder) =>
  common(builder as unknown as TypeBuilder<PyDictView>),
);
