/** list. https://docs.python.org/3/library/stdtypes.html#lists */
import { instanceOf } from "../construct.ts";
import { clampIndex, fitIndex, index, toIndex, truth } from "../conversions.ts";
import { charge } from "../current.ts";
import { members } from "../define.ts";
import { E, isThrown, type PyThrow, raise } from "../errors.ts";
import { type Int, intValue } from "../int.ts";
import type { Value } from "../object.ts";
import {
  DECLINED,
  keyword,
  keywords,
  object,
  optional,
  type Param,
  param,
  rest,
} from "../params.ts";
import { DrainFrame } from "../protocols/drain.ts";
import { iterate, plainItems } from "../protocols/iterate.ts";
import { hasHint, hinted } from "../protocols/length-hint.ts";
import { countItems, searchItems, sequenceComparisons } from "../protocols/sequence-compare.ts";
import { slotOf } from "../protocols/slot.ts";
import {
  isPending,
  NativeFrame,
  type NativeGenerator,
  type NativeResult,
  type Pending,
} from "../requests.ts";
import { appendItem, checkItems, NotImplemented, PyList, PySlice } from "../sequences.ts";
import { SLOT } from "../slots.ts";
import { sortItems } from "../sort.ts";
import { getSlice, outOfRange, SliceBounds, sliceBounds, subscriptIndex } from "../subscripts.ts";
import { listType, typeOf } from "../types.ts";
import { keywordsOfInit, onlyArgument } from "./arguments.ts";
import { ListIterator, ListReverseIterator } from "./iterators.ts";
import { reprItems } from "./repr.ts";

/** Appends what an iterator yields, item by item. */
class ExtendFrame extends DrainFrame {
  readonly #list: PyList;
  readonly #result: Value;
  constructor(list: PyList, result: Value) {
    super();
    this.#list = list;
    this.#result = result;
  }
  protected override take(item: Value): undefined {
    appendItem(this.#list.items, item);
  }
  protected override finish(): Value {
    return this.#result;
  }
  override get name(): string {
    return "list.extend";
  }
}

/** Appends the items of an iterable; the answer is `result`, or a request that ends in it. */
export function extendList(
  list: PyList,
  iterable: Value,
  result: Value = null,
  asksHint = true,
): NativeResult {
  const plain = plainItems(iterable);
  if (plain === null) {
    const frame = new ExtendFrame(list, result);
    return asksHint && hasHint(iterable)
      ? hinted(iterable, (it) => frame.over(it))
      : frame.from(iterable);
  }
  const { items } = list;
  // Counted first: a list may be extended with itself.
  const n = plain.length;
  checkItems(items.length + n);
  charge(n);
  for (let i = 0; i < n; i++) items.push(plain[i] as Value);
  return result;
}

/** `list(iterable)`: a new list, or a request that ends in one. */
export function listFrom(iterable: Value, asksHint = true): PyList | Pending {
  const list = new PyList([]);
  return extendList(list, iterable, list, asksHint) as PyList | Pending;
}

/** `items * count`. */
export function repeatItems(items: readonly Value[], count: number): Value[] {
  if (count <= 0) return [];
  checkItems(items.length * count);
  if (items.length === 1 && count <= MAX_FILLED) {
    charge(count);
    return new Array(count).fill(items[0] as Value);
  }
  const out: Value[] = [];
  for (let i = 0; i < count; i++)
    for (let j = 0; j < items.length; j++) {
      if (out.length % CHARGED_ITEMS === 0) charge(CHARGED_ITEMS);
      out.push(items[j] as Value);
    }
  return out;
}
/** V8 makes longer arrays at once only as hash tables. */
const MAX_FILLED = 2 ** 25;
/** Work is charged once for so many items. */
const CHARGED_ITEMS = 4096;

/** Calls `then` with the count that a sequence is multiplied by; NotImplemented where it is no int. */
export function withCount(value: Value, then: (count: number) => Value): NativeResult {
  if (typeof value === "number") return then(value);
  if (intValue(value) === undefined && slotOf(typeOf(value), SLOT.__index__) === null)
    return NotImplemented;
  const count = toIndex(value);
  if (!isPending(count)) return then(fitIndex(count));
  return (function* (): NativeGenerator {
    return then(fitIndex((yield count) as Int));
  })();
}

/** Start and stop of `index()`: clamped, and not None. */
export function searchBound(name: string): Param<number> {
  const message = "slice indices must be integers or have an __index__ method";
  return param(
    name,
    (value) => {
      const int = intValue(value);
      if (int !== undefined) return clampIndex(int);
      if (slotOf(typeOf(value), SLOT.__index__) === null) raise(E.TypeError, message);
      return DECLINED;
    },
    function* (value): NativeGenerator {
      const int = toIndex(value);
      return isPending(int) ? yield int : int;
    },
  );
}

/** `sequence.index(value, start, stop)`, for list and tuple. */
export function indexOf(
  sequence: { readonly items: readonly Value[] },
  value: Value,
  start: number,
  stop: number,
  missing: string,
): NativeResult {
  const { length } = sequence.items;
  const from = start < 0 ? Math.max(start + length, 0) : start;
  const found = searchItems(sequence, value, from, stop < 0 ? stop + length : stop);
  const check = (at: number): number => (at < 0 ? raise(E.ValueError, missing) : at);
  if (typeof found === "number") return check(found);
  return (function* (): NativeGenerator {
    return check((yield found) as number);
  })();
}

/** `value in sequence`, for list and tuple. */
export function containsItem(
  sequence: { readonly items: readonly Value[] },
  value: Value,
): NativeResult {
  const found = searchItems(sequence, value, 0, Number.POSITIVE_INFINITY);
  if (typeof found === "number") return found >= 0;
  return (function* (): NativeGenerator {
    return ((yield found) as number) >= 0;
  })();
}

/** The place of an item that has to be there. */
function place(self: PyList, at: number, message: string): number {
  const { length } = self.items;
  const i = at < 0 ? at + length : at;
  if (i < 0 || i >= length) raise(E.IndexError, message);
  return i;
}

const BAD_ASSIGNMENT = "list assignment index out of range";

/** Carries out a subscript operation with an index or with a slice, whichever `key` is. */
function subscript(
  self: PyList,
  key: Value,
  atIndex: (at: number) => NativeResult,
  atSlice: (bounds: SliceBounds) => Value | undefined,
): NativeResult {
  if (key instanceof PySlice) {
    const bounds = sliceBounds(key, () => self.items.length);
    if (bounds instanceof SliceBounds) return atSlice(bounds);
    return (function* (): NativeGenerator {
      return atSlice((yield bounds) as unknown as SliceBounds);
    })();
  }
  const at = subscriptIndex(key, "list");
  if (typeof at === "number") return atIndex(at);
  return (function* (): NativeGenerator {
    const result = atIndex((yield at) as number);
    return isPending(result) ? yield result : result;
  })();
}

function getAt({ items }: PyList, index: number): NativeResult {
  const at = index < 0 ? index + items.length : index;
  return at >= 0 && at < items.length ? (items[at] as Value) : outOfRange("list");
}

function setAt(self: PyList, at: number, value: Value): undefined {
  self.items[place(self, at, BAD_ASSIGNMENT)] = value;
}

/** Removes what a slice selects. */
function deleteSlice(self: PyList, bounds: SliceBounds): undefined {
  const { start, step, length } = bounds;
  const { items } = self;
  if (length === 0) return;
  charge(items.length);
  if (step === 1 || length === 1) {
    items.splice(start, length);
    return;
  }
  const by = Math.abs(step);
  let next = step > 0 ? start : start + (length - 1) * step;
  let left = length;
  let to = next;
  for (let from = next; from < items.length; from++) {
    if (from === next && left > 0) {
      left--;
      next += by;
    } else items[to++] = items[from] as Value;
  }
  items.length = to;
}

/** Puts `values` in the place of what a slice selects. */
function assignSlice(self: PyList, bounds: SliceBounds, values: readonly Value[]): undefined {
  const { items } = self;
  const { start, step, length } = bounds;
  charge(items.length + values.length);
  if (step === 1) {
    if (values.length === length) {
      for (let i = 0; i < length; i++) items[start + i] = values[i] as Value;
      return;
    }
    checkItems(items.length + values.length - length);
    const tail = items.slice(start + length);
    items.length = start;
    for (const value of values) items.push(value);
    for (const value of tail) items.push(value);
    return;
  }
  if (values.length !== length) {
    const sizes = `sequence of size ${values.length} to extended slice of size ${length}`;
    raise(E.ValueError, `attempt to assign ${sizes}`);
  }
  for (let i = 0, at = start; i < length; i++, at += step) items[at] = values[i] as Value;
}

/** `self[slice] = iterable` */
function* setSlice(self: PyList, slice: PySlice, iterable: Value): NativeGenerator {
  const asked = sliceBounds(slice, () => self.items.length);
  let bounds = asked instanceof SliceBounds ? asked : ((yield asked) as unknown as SliceBounds);
  let list: PyList | Pending;
  try {
    let source: NativeResult = iterable;
    if (plainItems(iterable) === null) {
      // sic: CPython makes a list of the iterator, and asks that for one again.
      source = iterate(iterable);
      if (isPending(source)) source = yield source;
    }
    list = listFrom(source as Value);
    if (isPending(list)) list = (yield list) as PyList;
  } catch (error) {
    if (!isThrown(error, E.TypeError) || slotOf(typeOf(iterable), SLOT.__iter__) !== null)
      throw error;
    raise(E.TypeError, "must assign iterable to extended slice");
  }
  // The iterable may have changed the list.
  const { length } = self.items;
  if (bounds.step === 1) {
    const start = Math.min(bounds.start, length);
    bounds = new SliceBounds(start, Math.min(Math.max(bounds.stop, start), length), 1);
  } else if (
    Math.max(bounds.start, bounds.start + (bounds.length - 1) * bounds.step) >= length &&
    bounds.length > 0
  )
    raise(E.ValueError, "list changed size during slice assignment");
  return assignSlice(self, bounds, list.items);
}

/** Waits for the sort of a list, and gives it its items back whatever comes. */
class SortingFrame extends NativeFrame {
  readonly #list: PyList;
  readonly #items: Value[];
  #sort: Pending | null;
  readonly #finish: () => undefined;
  constructor(list: PyList, items: Value[], sort: Pending, finish: () => undefined) {
    super();
    this.#list = list;
    this.#items = items;
    this.#sort = sort;
    this.#finish = finish;
  }
  override resume(): NativeResult {
    if (this.#sort === null) return this.#finish();
    const sort = this.#sort;
    this.#sort = null;
    return sort;
  }
  override throwIn(error: PyThrow): NativeResult {
    this.#list.items = this.#items;
    throw error;
  }
  override get name(): string {
    return "list.sort";
  }
}

/** No items, which notes whether there ever were any. */
class NoItems extends Array<Value> {
  wereAny = false;
  override push(...items: Value[]): number {
    this.wereAny = true;
    for (const item of items) super.push(item);
    return this.length;
  }
  override splice(start: number, deleteCount: number, ...items: Value[]): Value[] {
    if (items.length > 0) this.wereAny = true;
    const removed = super.splice(start, deleteCount);
    items.forEach((item, i) => super.splice(start + i, 0, item));
    return removed;
  }
  /** What is made of it is an array as any other. */
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }
}

/** `list.sort`: the list is empty while Python code compares its items. */
function sort(self: PyList, key: Value, reverse: boolean): NativeResult {
  const { items } = self;
  const empty = new NoItems();
  self.items = empty;
  const finish = (): undefined => {
    const isChanged = self.items !== empty || empty.wereAny;
    self.items = items;
    if (isChanged) raise(E.ValueError, "list modified during sort");
  };
  let result: NativeResult;
  try {
    result = sortItems(items, key, reverse);
  } catch (error) {
    self.items = items;
    throw error;
  }
  return isPending(result) ? new SortingFrame(self, items, result, finish) : finish();
}

export const listMembers = members<PyList>(
  ({ method, caller, slots, operators, staticMethod, constant }) => [
    {
      __new__: staticMethod(
        "Create and return a new object.",
        [object("cls"), rest("args"), keywords("kwargs")],
        (cls) => instanceOf(cls, new PyList([])),
      ),
      __init__: caller(
        "Initialize self.",
        [rest("args"), keywords("kwargs")],
        (self, args, given) => {
          // A class derived from list may take keywords in its __new__ and leave this one.
          const iterable = onlyArgument("list", args, keywordsOfInit(self, listType, given));
          if (self.items.length > 0) self.items = [];
          return iterable === undefined ? undefined : extendList(self, iterable);
        },
      ),
    },
    slots(
      {
        __len__: (self) => self.items.length,
        __getitem__: (self, key) => {
          if (typeof key === "number") return getAt(self, key);
          return subscript(
            self,
            key,
            (at) => getAt(self, at),
            (bounds) => {
              charge(bounds.length);
              return new PyList(getSlice(self.items, bounds));
            },
          );
        },
        __setitem__: (self, key, value) => {
          if (typeof key === "number") return setAt(self, key, value);
          if (key instanceof PySlice) return setSlice(self, key, value);
          return subscript(
            self,
            key,
            (at) => setAt(self, at, value),
            () => undefined,
          );
        },
        __delitem__: (self, key) =>
          subscript(
            self,
            key,
            (at) => {
              self.items.splice(place(self, at, BAD_ASSIGNMENT), 1);
            },
            (bounds) => deleteSlice(self, bounds),
          ),
        __contains__: containsItem,
        __iter__: (self) => new ListIterator(self),
        __reversed__: (self) => new ListReverseIterator(self),
        __repr__: (self) =>
          self.items.length === 0 ? "[]" : reprItems(self, "[", "]", "[...]", (i) => self.items[i]),
        __iadd__: (self, other) => extendList(self, other, self),
        __imul__: (self, other) =>
          withCount(other, (count) => {
            self.items = repeatItems(self.items, count);
            return self;
          }),
        ...sequenceComparisons((value) => value instanceof PyList, NotImplemented),
      },
      { __getitem__: "index" },
    ),
    operators({
      add: (left, right) => {
        if (!(left instanceof PyList) || !(right instanceof PyList)) return NotImplemented;
        checkItems(left.items.length + right.items.length);
        charge(left.items.length + right.items.length);
        return new PyList(left.items.concat(right.items));
      },
      mul: (left, right) => {
        const [list, count] = left instanceof PyList ? [left, right] : [right as PyList, left];
        return withCount(count, (n) => new PyList(repeatItems(list.items, n)));
      },
    }),
    {
      __hash__: constant(null),
      append: method("Append object to the end of the list.", [object("object")], (self, item) => {
        appendItem(self.items, item);
      }),
      extend: caller(
        "Extend list by appending elements from the iterable.",
        [object("iterable")],
        (self, iterable) => extendList(self, iterable),
      ),
      insert: method(
        "Insert object before index.",
        [index("index"), object("object")],
        (self, at, item) => {
          const { items } = self;
          charge(items.length >> 4);
          items.splice(at < 0 ? Math.max(at + items.length, 0) : at, 0, item);
        },
      ),
      pop: method(
        "Remove and return item at index (default last).\n\nRaises IndexError if list is empty or index is out of range.",
        [optional(index("index"), -1, "-1")],
        (self, at) => {
          const { items } = self;
          if (items.length === 0) raise(E.IndexError, "pop from empty list");
          const i = place(self, at, "pop index out of range");
          if (i === items.length - 1) return items.pop();
          charge((items.length - i) >> 4);
          return i === 0 ? items.shift() : items.splice(i, 1)[0];
        },
      ),
      remove: caller(
        "Remove first occurrence of value.\n\nRaises ValueError if the value is not present.",
        [object("value")],
        (self, value) => {
          const found = searchItems(self, value, 0, Number.POSITIVE_INFINITY);
          const removeAt = (at: number): undefined => {
            if (at < 0) raise(E.ValueError, "list.remove(x): x not in list");
            self.items.splice(at, 1);
          };
          if (typeof found === "number") return removeAt(found);
          return (function* (): NativeGenerator {
            return removeAt((yield found) as number);
          })();
        },
      ),
      clear: method("Remove all items from list.", [], (self) => {
        if (self.items.length > 0) self.items = [];
      }),
      index: caller(
        "Return first index of value.\n\nRaises ValueError if the value is not present.",
        [
          object("value"),
          optional(searchBound("start"), 0, "0"),
          optional(searchBound("stop"), Number.MAX_SAFE_INTEGER, "sys.maxsize"),
        ],
        (self, value, start, stop) =>
          indexOf(self, value, start, stop, "list.index(x): x not in list"),
      ),
      count: caller("Return number of occurrences of value.", [object("value")], countItems),
      sort: caller(
        "Sort the list in ascending order and return None.\n\nThe sort is in-place (i.e. the list itself is modified) and stable (i.e. the\norder of two equal elements is maintained).\n\nIf a key function is given, apply it once to each list item and sort them,\nascending or descending, according to their function values.\n\nThe reverse flag can be set to sort in descending order.",
        [
          keyword(optional(object("key"), null, "None")),
          keyword(optional(truth("reverse"), false, "False")),
        ],
        sort,
      ),
      reverse: method("Reverse *IN PLACE*.", [], (self) => {
        charge(self.items.length >> 2);
        self.items.reverse();
      }),
      copy: method("Return a shallow copy of the list.", [], (self) => {
        charge(self.items.length >> 2);
        return new PyList(self.items.slice());
      }),
      __sizeof__: method(
        "Return the size of the list in memory, in bytes.",
        [],
        (self) => 40 + 8 * self.items.length,
      ),
    },
  ],
);
