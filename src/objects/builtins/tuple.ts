/** tuple. https://docs.python.org/3/library/stdtypes.html#tuples */
import { checkClass, instanceOf } from "../construct.ts";
import { charge } from "../current.ts";
import { members } from "../define.ts";

import type { Value } from "../object.ts";
import { keywords, object, optional, rest } from "../params.ts";
import { countItems, sequenceComparisons } from "../protocols/sequence-compare.ts";
import { isPending, type NativeGenerator, type NativeResult } from "../requests.ts";
import {
  checkItems,
  EMPTY_TUPLE,
  NotImplemented,
  type PyList,
  PySlice,
  PyTuple,
  tuple,
} from "../sequences.ts";
import { getSlice, outOfRange, SliceBounds, sliceBounds, subscriptIndex } from "../subscripts.ts";
import { tupleType } from "../types.ts";
import { noKeywordsIn, onlyArgument } from "./arguments.ts";
import { hashTuple } from "./hash-mixing.ts";
import { TupleIterator } from "./iterators.ts";
import { containsItem, indexOf, listFrom, repeatItems, searchBound, withCount } from "./list.ts";
import { reprItems } from "./repr.ts";

function fromItems(items: readonly Value[]): PyTuple {
  return items.length === 0 ? EMPTY_TUPLE : new PyTuple(items);
}

function isExact(value: Value): value is PyTuple {
  return value instanceof PyTuple && value.shape.type === tupleType;
}

/** `tuple(iterable)`: a tuple, or a request that ends in one. */
export function tupleFrom(iterable: Value): NativeResult {
  if (isExact(iterable)) return iterable;
  // sic: it does not ask how many there will be.
  const list = listFrom(iterable, false);
  if (!isPending(list)) return fromItems(list.items);
  return (function* (): NativeGenerator {
    return fromItems(((yield list) as PyList).items);
  })();
}

function construct(cls: Value, args: Value[], given: Map<string, Value>): NativeResult {
  noKeywordsIn(cls, tupleType, given);
  const iterable = onlyArgument("tuple", args, new Map());
  if (cls === tupleType) return iterable === undefined ? EMPTY_TUPLE : tupleFrom(iterable);
  checkClass(cls, tupleType);
  const list = iterable === undefined ? null : listFrom(iterable, false);
  if (!isPending(list)) return instanceOf(cls, new PyTuple(list === null ? [] : list.items));
  return (function* (): NativeGenerator {
    return instanceOf(cls, new PyTuple(((yield list) as PyList).items));
  })();
}

function getAt({ items }: PyTuple, index: number): NativeResult {
  const at = index < 0 ? index + items.length : index;
  return at >= 0 && at < items.length ? (items[at] as Value) : outOfRange("tuple");
}

function getBySlice(self: PyTuple, bounds: SliceBounds): Value {
  if (bounds.length === self.items.length && bounds.step === 1 && isExact(self)) return self;
  charge(bounds.length);
  return fromItems(getSlice(self.items, bounds));
}

export const tupleMembers = members<PyTuple>(
  ({ method, caller, slots, operators, staticMethod }) => [
    {
      __new__: staticMethod(
        "Create and return a new object.",
        [object("cls"), rest("args"), keywords("kwargs")],
        construct,
      ),
    },
    slots({
      __len__: (self) => self.items.length,
      __getitem__: (self, key) => {
        if (typeof key === "number") return getAt(self, key);
        if (key instanceof PySlice) {
          const bounds = sliceBounds(key, self.items.length);
          if (bounds instanceof SliceBounds) return getBySlice(self, bounds);
          return (function* (): NativeGenerator {
            return getBySlice(self, (yield bounds) as unknown as SliceBounds);
          })();
        }
        const at = subscriptIndex(key, "tuple");
        if (typeof at === "number") return getAt(self, at);
        return (function* (): NativeGenerator {
          const item = getAt(self, (yield at) as number);
          return isPending(item) ? yield item : item;
        })();
      },
      __contains__: containsItem,
      __iter__: (self) => new TupleIterator(self.items),
      __hash__: hashTuple,
      __repr__: (self) => {
        const { items } = self;
        if (items.length === 0) return "()";
        return reprItems(self, "(", items.length === 1 ? ",)" : ")", "(...)", (i) => items[i]);
      },
      ...sequenceComparisons((value) => value instanceof PyTuple, NotImplemented),
    }),
    operators({
      add: (left, right) => {
        if (!(left instanceof PyTuple) || !(right instanceof PyTuple)) return NotImplemented;
        if (left.items.length === 0 && isExact(right)) return right;
        if (right.items.length === 0 && isExact(left)) return left;
        checkItems(left.items.length + right.items.length);
        charge(left.items.length + right.items.length);
        return fromItems(left.items.concat(right.items));
      },
      mul: (left, right) => {
        const [self, count] = left instanceof PyTuple ? [left, right] : [right as PyTuple, left];
        return withCount(count, (n) =>
          n === 1 && isExact(self) ? self : fromItems(repeatItems(self.items, n)),
        );
      },
    }),
    {
      index: caller(
        "Return first index of value.\n\nRaises ValueError if the value is not present.",
        [
          object("value"),
          optional(searchBound("start"), 0, "0"),
          optional(searchBound("stop"), Number.MAX_SAFE_INTEGER, "sys.maxsize"),
        ],
        (self, value, start, stop) =>
          indexOf(self, value, start, stop, "tuple.index(x): x not in tuple"),
      ),
      count: caller("Return number of occurrences of value.", [object("value")], countItems),
      __getnewargs__: method("", [], (self) => tuple(new PyTuple(self.items))),
      __sizeof__: method(
        "Return the size of the tuple in memory, in bytes.",
        [],
        (self) => 32 + 8 * self.items.length,
      ),
    },
  ],
);
