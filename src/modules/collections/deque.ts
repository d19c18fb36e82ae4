/** collections.deque and its iterators. https://docs.python.org/3/library/collections.html#collections.deque */
import { initializer, shortName } from "../../objects/builtins/common.ts";
import { iteratorSlots, reduction } from "../../objects/builtins/iterators.ts";
import { searchBound, withCount } from "../../objects/builtins/list.ts";
import { stateOf } from "../../objects/builtins/reduce.ts";
import { reprBetween } from "../../objects/builtins/replies.ts";
import { instanceOf } from "../../objects/construct.ts";
import { clampIndex, fitIndex, index, toIndex } from "../../objects/conversions.ts";
import { charge } from "../../objects/current.ts";
import { type Entries, members, type TypeBuilder } from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import { type Int, intValue } from "../../objects/int.ts";
import { layout, PyObject, type Value } from "../../objects/object.ts";
import {
  DECLINED,
  either,
  IN_BRACKETS,
  keywords,
  object,
  optional,
  rest,
} from "../../objects/params.ts";
import { holds, same } from "../../objects/protocols/compare.ts";
import { DrainFrame, eager } from "../../objects/protocols/drain.ts";
import { PyIterator } from "../../objects/protocols/iterate.ts";
import { plainEqual } from "../../objects/protocols/sequence-compare.ts";
import { slotOf } from "../../objects/protocols/slot.ts";
import { guardRepr } from "../../objects/protocols/text.ts";
import {
  after,
  call,
  isPending,
  type NativeGenerator,
  type NativeResult,
} from "../../objects/requests.ts";
import { checkItems, NotImplemented, PyList, tuple } from "../../objects/sequences.ts";
import { EQ, GE, GT, LE, LT, NE, SLOT } from "../../objects/slots.ts";
import { Collection, PyType } from "../../objects/type.ts";
import { objectType, typeName, typeOf } from "../../objects/types.ts";
import { subscriptable } from "../../objects/typing/generic-alias.ts";
import { Ring } from "./ring.ts";

export const dequeType = new PyType("collections.deque", [objectType]);
dequeType.hasWeakref = true;
dequeType.collection = Collection.sequence;

const UNLIMITED = -1;

export class PyDeque extends PyObject {
  readonly ring = new Ring();
  /** Raised by whatever moves items: iterators compare it. */
  state = 0;
  maxLength: number;
  constructor(maxLength = UNLIMITED) {
    super();
    this.maxLength = maxLength;
  }
  append(value: Value): void {
    this.state++;
    this.ring.push(value);
    if (this.maxLength !== UNLIMITED && this.ring.length > this.maxLength) this.ring.shift();
  }
  appendLeft(value: Value): void {
    this.state++;
    this.ring.unshift(value);
    if (this.maxLength !== UNLIMITED && this.ring.length > this.maxLength) this.ring.pop();
  }
  clear(): void {
    this.state++;
    this.ring.clear();
  }
}
layout(PyDeque, dequeType);

const MUTATED = "deque mutated during iteration";

/* Iterators */

export const dequeIteratorType = new PyType("collections._deque_iterator", [objectType]);
export const dequeReverseIteratorType = new PyType("collections._deque_reverse_iterator", [
  objectType,
]);
dequeIteratorType.isBase = dequeReverseIteratorType.isBase = false;

class DequeIterator extends PyIterator {
  readonly deque: PyDeque;
  readonly #state: number;
  /** How many items are to come. */
  left: number;
  constructor(deque: PyDeque) {
    super();
    this.deque = deque;
    this.#state = deque.state;
    this.left = deque.ring.length;
  }
  override next(): Value | undefined {
    const { deque } = this;
    if (deque.state !== this.#state) {
      this.left = 0;
      raise(E.RuntimeError, MUTATED);
    }
    if (this.left === 0) return undefined;
    return this.take(deque.ring);
  }
  protected take(ring: Ring): Value {
    return ring.at(ring.length - this.left--);
  }
}
layout(DequeIterator, dequeIteratorType);

class DequeReverseIterator extends DequeIterator {
  protected override take(ring: Ring): Value {
    return ring.at(--this.left);
  }
}
layout(DequeReverseIterator, dequeReverseIteratorType);

for (const [type, make] of [
  [dequeIteratorType, DequeIterator],
  [dequeReverseIteratorType, DequeReverseIterator],
] as const)
  type.populate(
    members<DequeIterator>((builder) => [
      iteratorSlots(builder),
      builder.slots({ __length_hint__: (self) => self.left }),
      {
        __new__: builder.staticMethod(
          "Create and return a new object.",
          [object("cls"), rest("args"), keywords("kwargs")],
          (_cls, args) => iteratorFrom(make, args),
        ),
        __reduce__: builder.method("Return state information for pickling.", [], (self) =>
          reduction(self.shape.type, [self.deque, self.deque.ring.length - self.left]),
        ),
      },
    ]),
  );

function iteratorFrom(make: new (deque: PyDeque) => DequeIterator, args: Value[]): NativeResult {
  const [deque, start] = args;
  const given = args.length;
  if (deque === undefined)
    raise(E.TypeError, `function takes at least 1 argument (${given} given)`);
  if (given > 2) raise(E.TypeError, `function takes at most 2 arguments (${given} given)`);
  if (!(deque instanceof PyDeque))
    raise(E.TypeError, `argument 1 must be collections.deque, not ${typeName(deque)}`);
  return after(start === undefined ? 0 : toIndex(start), (skipped) => {
    const iterator = new make(deque);
    iterator.left -= Math.max(0, Math.min(clampIndex(skipped as Int), iterator.left));
    return iterator;
  });
}

/* Making, extending and copying */

/** Appends what an iterator yields, on either side. */
class ExtendFrame extends DrainFrame {
  readonly #deque: PyDeque;
  readonly #isLeft: boolean;
  readonly #result: Value;
  constructor(deque: PyDeque, isLeft: boolean, result: Value) {
    super();
    this.#deque = deque;
    this.#isLeft = isLeft;
    this.#result = result;
  }
  protected override take(item: Value): undefined {
    if (this.#isLeft) this.#deque.appendLeft(item);
    else this.#deque.append(item);
  }
  protected override finish(): Value {
    return this.#result;
  }
  override get name(): string {
    return this.#isLeft ? "deque.extendleft" : "deque.extend";
  }
}

function extend(self: PyDeque, iterable: Value, isLeft = false, result: Value = null) {
  const source = iterable === self ? new PyList(items(self)) : iterable;
  return new ExtendFrame(self, isLeft, result).from(source);
}

function items(self: PyDeque): Value[] {
  charge(self.ring.length >> 2);
  return self.ring.toArray();
}

function maxLengthFrom(value: Value): number {
  if (value === null) return UNLIMITED;
  const int = intValue(value);
  if (int === undefined) raise(E.TypeError, "an integer is required");
  if (typeof int === "bigint" && BigInt.asIntN(64, int) !== int)
    raise(E.OverflowError, "Python int too large to convert to C ssize_t");
  if (int < 0) raise(E.ValueError, "maxlen must be non-negative");
  return clampIndex(int);
}

function shownMaxLength({ maxLength }: PyDeque): Value {
  return maxLength === UNLIMITED ? null : maxLength;
}

function copyPlain(self: PyDeque): PyDeque {
  const copy = new PyDeque(self.maxLength);
  for (const item of items(self)) copy.append(item);
  return copy;
}

/** A copy of the same class. */
function* copy(self: PyDeque): NativeGenerator {
  const { type } = self.shape;
  if (type === dequeType) return copyPlain(self);
  const max = shownMaxLength(self);
  const made = yield max === null ? call(type, self) : call(type, self, max);
  if (!(made instanceof PyDeque))
    raise(E.TypeError, `${type.name}() must return a deque, not ${typeName(made)}`);
  return made;
}

/** `deque *= count` */
function repeat(self: PyDeque, count: number): PyDeque {
  const { ring } = self;
  if (count <= 0 || self.maxLength === 0) {
    self.clear();
    return self;
  }
  if (ring.length === 0 || count === 1) return self;
  const unit = items(self);
  // What would be pushed out at once need not be there.
  const most = self.maxLength === UNLIMITED ? count : Math.ceil(self.maxLength / unit.length) + 1;
  const copies = Math.min(count, most) - 1;
  checkItems(unit.length * (copies + 1));
  for (let i = 0; i < copies; i++) {
    charge(unit.length);
    for (const item of unit) self.append(item);
  }
  return self;
}

function* concatenate(self: PyDeque, other: Value): NativeGenerator {
  if (!(other instanceof PyDeque)) return NotImplemented;
  const made = (yield* copy(self)) as PyDeque;
  const done = extend(made, other);
  if (isPending(done)) yield done;
  return made;
}

/** `self * times` */
function repeated(self: PyDeque, times: Value): NativeResult {
  return after(
    withCount(times, (n) => n),
    (n) =>
      n === NotImplemented
        ? n
        : after(eager(copy(self)), (made) => repeat(made as PyDeque, n as number)),
  );
}

/* Looking for items */

/** Do two items compare equal, by a request where Python code has to tell? */
function equal(a: Value, b: Value) {
  const plain = plainEqual(a, b);
  return plain === DECLINED ? same(a, b) : plain;
}

type Search = Generator<Exclude<NativeResult, Value | undefined>, number, Value>;

/**
 * The index of the first item from `start` on that equals `value`; -1 where there is none. `mutated` is called where Python code
 * has moved items, for an answer that is yes (true) or no.
 */
function* find(
  self: PyDeque,
  value: Value,
  start: number,
  stop: number,
  mutated: (isEqual: boolean) => void,
): Search {
  const { ring, state } = self;
  for (let i = start; i < stop; i++) {
    if (i % 64 === 0) charge(64);
    let isEqual = equal(ring.at(i), value);
    if (isPending(isEqual)) {
      isEqual = (yield isEqual) as boolean;
      if (self.state !== state) mutated(isEqual);
    }
    if (isEqual) return i;
  }
  return -1;
}

const refuseNo = (isEqual: boolean): void => {
  if (!isEqual) raise(E.RuntimeError, MUTATED);
};

function* contains(self: PyDeque, value: Value): NativeGenerator {
  return (yield* find(self, value, 0, self.ring.length, refuseNo)) >= 0;
}

function* count(self: PyDeque, value: Value): NativeGenerator {
  const { length } = self.ring;
  let n = 0;
  let at = -1;
  do {
    at = yield* find(self, value, at + 1, length, () => raise(E.RuntimeError, MUTATED));
    if (at >= 0) n++;
  } while (at >= 0);
  return n;
}

function* indexOf(self: PyDeque, value: Value, from: number, to: number): NativeGenerator {
  const { length } = self.ring;
  const clip = (at: number) => Math.max(0, Math.min(at < 0 ? at + length : at, length));
  const at = yield* find(self, value, clip(from), clip(to), refuseNo);
  return at < 0 ? raise(E.ValueError, "deque.index(x): x not in deque") : at;
}

function* removeItem(self: PyDeque, value: Value): NativeGenerator {
  const at = yield* find(self, value, 0, self.ring.length, () => raise(E.IndexError, MUTATED));
  if (at < 0) raise(E.ValueError, "deque.remove(x): x not in deque");
  self.state++;
  self.ring.remove(at);
  return null;
}

/** Does one that ends where the other goes on come first? By the lengths that are left. */
const BY_LENGTH = [
  (a: number, b: number) => a < b,
  (a: number, b: number) => a <= b,
  (a: number, b: number) => a === b,
  (a: number, b: number) => a !== b,
  (a: number, b: number) => a > b,
  (a: number, b: number) => a >= b,
] as const;

function* compare(op: number, left: PyDeque, right: PyDeque): NativeGenerator {
  if (op === EQ && left === right) return true;
  if (op === NE && left === right) return false;
  if ((op === EQ || op === NE) && left.ring.length !== right.ring.length) return op === NE;
  const [a, b] = [new DequeIterator(left), new DequeIterator(right)];
  for (;;) {
    if (a.left % 64 === 0) charge(64);
    const [more, other] = [Math.min(a.left, 1), Math.min(b.left, 1)];
    const [x, y] = [a.next(), b.next()];
    if (x === undefined || y === undefined) return BY_LENGTH[op]?.(more, other);
    let isEqual = equal(x, y);
    if (isPending(isEqual)) isEqual = (yield isEqual) as boolean;
    if (isEqual) continue;
    const answer = holds(op, x, y);
    return isPending(answer) ? yield answer : answer;
  }
}

/* Members */

function place(self: PyDeque, key: Int): number {
  const { length } = self.ring;
  const at = clampIndex(key);
  const i = at < 0 ? at + length : at;
  if (i < 0 || i >= length) raise(E.IndexError, "deque index out of range");
  return i;
}

/** Does something with the item that a subscript means. */
function atSubscript(self: PyDeque, key: Value, use: (at: number) => NativeResult): NativeResult {
  if (typeof key === "number") return use(place(self, key));
  return after(toIndex(key), (at) => use(place(self, fitIndex(at as Int))));
}

function checkSubscript(key: Value): void {
  if (intValue(key) === undefined && slotOf(typeOf(key), SLOT.__index__) === null)
    raise(E.TypeError, `sequence index must be integer, not '${typeName(key)}'`);
}

function repr(self: PyDeque): NativeResult {
  const behind = self.maxLength === UNLIMITED ? ")" : `, maxlen=${self.maxLength})`;
  return guardRepr(self, "[...]", function* (): NativeGenerator {
    const text = reprBetween(`${shortName(self.shape.type)}(`, new PyList(items(self)), behind);
    return isPending(text) ? yield text : text;
  });
}

function* reduceDeque(self: PyDeque): NativeGenerator {
  const { maxLength } = self;
  const state = yield* stateOf(self, false);
  const args = maxLength === UNLIMITED ? tuple() : tuple(tuple(), maxLength);
  const items = slotOf(typeOf(self), SLOT.__iter__)?.(self, undefined as never, undefined as never);
  return tuple(typeOf(self), args, state, (isPending(items) ? yield items : items) as Value);
}

function searching({ slots, caller }: TypeBuilder<PyDeque>): readonly Entries[] {
  const by = (op: number) => (self: PyDeque, other: Value) =>
    other instanceof PyDeque ? eager(compare(op, self, other)) : NotImplemented;
  return [
    slots({
      __contains__: (self, value) => eager(contains(self, value)),
      __lt__: by(LT),
      __le__: by(LE),
      __eq__: by(EQ),
      __ne__: by(NE),
      __gt__: by(GT),
      __ge__: by(GE),
    }),
    {
      count: caller("Return number of occurrences of value.", [object("value")], (self, value) =>
        eager(count(self, value)),
      ),
      index: caller(
        "Return first index of value.\n\nRaises ValueError if the value is not present.",
        [
          object("value"),
          optional(searchBound("start"), 0, IN_BRACKETS),
          optional(searchBound("stop"), Number.MAX_SAFE_INTEGER, IN_BRACKETS),
        ],
        (self, value, from, to) => eager(indexOf(self, value, from, to)),
      ),
      remove: caller("Remove first occurrence of value.", [object("value")], (self, value) =>
        eager(removeItem(self, value)),
      ),
    },
  ];
}

function changing({ method, caller }: TypeBuilder<PyDeque>): Entries {
  const nonEmpty = ({ ring }: PyDeque): Ring =>
    ring.length > 0 ? ring : raise(E.IndexError, "pop from an empty deque");
  return {
    append: method(
      "Add an element to the right side of the deque.",
      [object("item")],
      (self, item) => self.append(item) as undefined,
    ),
    appendleft: method(
      "Add an element to the left side of the deque.",
      [object("item")],
      (self, item) => self.appendLeft(item) as undefined,
    ),
    pop: method("Remove and return the rightmost element.", [], (self) => {
      const ring = nonEmpty(self);
      self.state++;
      return ring.pop();
    }),
    popleft: method("Remove and return the leftmost element.", [], (self) => {
      const ring = nonEmpty(self);
      self.state++;
      return ring.shift();
    }),
    extend: caller(
      "Extend the right side of the deque with elements from the iterable.",
      [object("iterable")],
      (self, iterable) => extend(self, iterable),
    ),
    extendleft: caller(
      "Extend the left side of the deque with elements from the iterable.",
      [object("iterable")],
      (self, iterable) => extend(self, iterable, true),
    ),
    insert: method(
      "Insert value before index.",
      [index("index"), object("value")],
      (self, at, value) => {
        const { ring } = self;
        if (ring.length === self.maxLength)
          raise(E.IndexError, "deque already at its maximum size");
        const to = Math.max(0, Math.min(at < 0 ? at + ring.length : at, ring.length));
        charge(Math.min(to, ring.length - to) >> 2);
        self.state++;
        ring.insert(to, value);
      },
    ),
    rotate: method(
      "Rotate the deque n steps to the right.  If n is negative, rotates left.",
      [optional(index("n"), 1, "1")],
      (self, n) => {
        const { ring } = self;
        if (ring.length <= 1) return;
        let steps = n % ring.length;
        if (steps * 2 > ring.length) steps -= ring.length;
        else if (steps * -2 > ring.length) steps += ring.length;
        charge(Math.abs(steps) >> 2);
        self.state++;
        ring.rotate(steps);
      },
    ),
    reverse: method("Reverse *IN PLACE*.", [], (self) => {
      charge(self.ring.length >> 2);
      self.ring.reverse();
    }),
    clear: method("Remove all elements from the deque.", [], (self) => self.clear() as undefined),
  };
}

dequeType.populate(
  subscriptable(
    members<PyDeque>((builder) => {
      const { method, caller, slots, staticMethod, constant, getter } = builder;
      return [
        {
          __doc__: constant("A list-like sequence optimized for data accesses near its endpoints."),
          __new__: staticMethod(
            "Create and return a new object.",
            [object("cls"), rest("args"), keywords("kwargs")],
            (cls) => instanceOf(cls, new PyDeque()),
          ),
          __init__: initializer(
            [
              either(optional(object("iterable"), undefined, IN_BRACKETS)),
              either(optional(object("maxlen"), null, IN_BRACKETS)),
            ],
            (self: PyDeque, iterable, max) => {
              self.maxLength = maxLengthFrom(max);
              if (self.ring.length > 0) self.clear();
              return iterable === undefined ? undefined : extend(self, iterable);
            },
          ),
        },
        slots({
          __len__: (self) => self.ring.length,
          __getitem__: (self, key) => {
            if (typeof key !== "number") checkSubscript(key);
            return atSubscript(self, key, (at) => self.ring.at(at));
          },
          __setitem__: (self, key, value) =>
            atSubscript(self, key, (at) => self.ring.set(at, value) as undefined),
          __delitem__: (self, key) =>
            atSubscript(self, key, (at) => {
              self.state++;
              self.ring.remove(at);
            }),
          __iter__: (self) => new DequeIterator(self),
          __reversed__: (self) => new DequeReverseIterator(self),
          __repr__: repr,
          __iadd__: (self, iterable) => extend(self, iterable, false, self),
          __add__: (self, other) => eager(concatenate(self, other)),
          __mul__: repeated,
          __rmul__: repeated,
          __imul__: (self, times) => withCount(times, (n) => repeat(self, n)),
        }),
        ...searching(builder),
        changing(builder),
        {
          __hash__: constant(null),
          copy: caller("Return a shallow copy of a deque.", [], (self) => eager(copy(self))),
          __copy__: caller("Return a shallow copy of a deque.", [], (self) => eager(copy(self))),
          __reduce__: caller("Return state information for pickling.", [], (self) =>
            eager(reduceDeque(self)),
          ),
          __sizeof__: method(
            "Return the size of the deque in memory, in bytes.",
            [],
            (self) => 232 + 8 * self.ring.length,
          ),
          maxlen: getter("maximum size of a deque or None if unbounded", shownMaxLength),
        },
      ];
    }),
  ),
);
