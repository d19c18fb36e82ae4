/**
 * Iterators made of others: enumerate, zip, map, filter, reversed, and `iter(callable, sentinel)`. Where Python code
 * has to run for an item, `next` answers with a frame of explicit state.
 */
import { construct } from "../class-creation.ts";
import { instanceOf } from "../construct.ts";
import { toIndex } from "../conversions.ts";
import { charge } from "../current.ts";
import { members } from "../define.ts";
import { E, isThrown, type PyThrow, raise } from "../errors.ts";
import { PyFunction } from "../function.ts";
import { type Int, normalize } from "../int.ts";
import { callDirect, PyNative } from "../native.ts";
import { layout, type Value } from "../object.ts";
import { keywords, object, rest, unexpected } from "../params.ts";
import { same } from "../protocols/compare.ts";
import { eager } from "../protocols/drain.ts";
import { EXHAUSTED, iterate, nextOf, PyIterator } from "../protocols/iterate.ts";
import { slotOf } from "../protocols/slot.ts";
import { lengthOf, truthOf } from "../protocols/truth.ts";
import {
  after,
  CallRequest,
  FunctionCall,
  isPending,
  type Keywords,
  NativeFrame,
  type NativeGenerator,
  type NativeResult,
  PAUSE,
  type Pending,
} from "../requests.ts";
import { EMPTY_TUPLE, PyTuple, tuple } from "../sequences.ts";
import { SLOT } from "../slots.ts";
import { type Members, PyType } from "../type.ts";
import {
  callableIteratorType,
  dictType,
  enumerateType,
  filterType,
  mapType,
  reversedType,
  typeName,
  typeOf,
  typeType,
  zipType,
} from "../types.ts";
import { checkCount, noKeywordsIn } from "./arguments.ts";
import {
  containerIteratorMembers,
  iteratorSlots,
  placedMembers,
  ReversedIterator,
  reduction,
  together,
} from "./iterators.ts";

/** What an iterator's `next` answers. */
export type Item = Value | undefined | Pending;

/** So many iterators inside each other take their steps on JavaScript's stack, then one does in a frame. */
const MAX_NESTING = 32;

/** An iterator that asks others for their items. Python code may nest these without limit. */
export abstract class WrappingIterator extends PyIterator {
  readonly nesting: number;
  constructor(inner: readonly Value[]) {
    super();
    let deepest = 0;
    for (const it of inner)
      if (it instanceof WrappingIterator && it.nesting > deepest) deepest = it.nesting;
    this.nesting = deepest + 1;
  }
  override next(): Item {
    return this.nesting % MAX_NESTING === 0 ? new StepFrame(this) : this.step();
  }
  /** What `next` answers. */
  abstract step(): Item;
}

/** Takes an iterator's step away from the stack of whoever asked. */
export class StepFrame extends NativeFrame {
  readonly #iterator: WrappingIterator;
  #hasStepped = false;
  constructor(iterator: WrappingIterator) {
    super();
    this.#iterator = iterator;
  }
  override resume(answer: Value | undefined): NativeResult {
    if (this.#hasStepped) return answer;
    this.#hasStepped = true;
    return orExhausted(this.#iterator.step());
  }
}

/** An item as frames answer it. */
export function orExhausted(item: Item): Value | Pending {
  return item === undefined ? EXHAUSTED : item;
}

/** Calls what is certain to need no frame at once. */
export function invoke(fn: Value, args: Value[]): NativeResult {
  if (fn instanceof PyNative) {
    if (fn.isLeaf || args.every(isAtom)) return callDirect(fn, args, 0, args.length);
  } else if (fn instanceof PyType && fn.isBuiltin && fn.shape.type === typeType) {
    if (args.every(isAtom)) return construct(fn, args, null);
  } else if (fn instanceof PyFunction && args.length <= 3 && args.length > 0)
    return new FunctionCall(fn, args[0] as Value, args[1], args[2]);
  return new CallRequest(fn, args, null);
}

/** Has it nothing in it that a builtin could go through, on the stack of whoever called it? */
function isAtom(value: Value): boolean {
  return typeof value !== "object" || value === null;
}

/** A StopIteration from Python code below an iterator ends that iterator, as in CPython. */
export function endOrThrow(error: PyThrow): Value {
  if (isThrown(error, E.StopIteration)) return EXHAUSTED;
  throw error;
}

/** Takes an item of each of its iterators, and makes one of them. */
abstract class GatheringIterator extends WrappingIterator {
  readonly iterators: readonly Value[];
  constructor(iterators: readonly Value[]) {
    super(iterators);
    this.iterators = iterators;
  }
  /** A request ends in the item. */
  abstract combine(items: Value[]): Value | Pending;
  /** Iterator number `index` has ended. */
  end(_index: number): Item {
    return undefined;
  }
  override step(): Item {
    return this.gather([], null);
  }
  /** Goes on gathering; `frame` is the frame that this runs in, if any. */
  gather(items: Value[], frame: GatherFrame | null): Item {
    const { iterators } = this;
    if (iterators.length === 0) return undefined;
    while (items.length < iterators.length) {
      const item = nextOf(iterators[items.length] as Value);
      if (item === undefined) return frame === null ? this.end(items.length) : frame.end();
      if (isPending(item)) return frame === null ? new GatherFrame(this, items, item, false) : item;
      items.push(item);
    }
    const result = this.combine(items);
    if (!isPending(result)) return result;
    if (frame === null) return new GatherFrame(this, items, result, true);
    frame.isCombining = true;
    return result;
  }
}

/** Where a {@link GatheringIterator} waits for an item, or for what becomes of its items. */
class GatherFrame extends NativeFrame {
  readonly #iterator: GatheringIterator;
  readonly #items: Value[];
  #first: Pending | null;
  isCombining: boolean;
  #isEnding = false;
  constructor(iterator: GatheringIterator, items: Value[], first: Pending, isCombining: boolean) {
    super();
    this.#iterator = iterator;
    this.#items = items;
    this.#first = first;
    this.isCombining = isCombining;
  }
  override resume(answer: Value | undefined): NativeResult {
    if (this.#first !== null) {
      const first = this.#first;
      this.#first = null;
      return first;
    }
    if (this.isCombining || this.#isEnding) return answer;
    if (answer === EXHAUSTED) return this.end();
    this.#items.push(answer as Value);
    return orExhausted(this.#iterator.gather(this.#items, this));
  }
  /** One iterator has ended; the others may have to be asked. */
  end(): Value | Pending {
    this.#isEnding = true;
    return orExhausted(this.#iterator.end(this.#items.length));
  }
  override throwIn(error: PyThrow): NativeResult {
    return endOrThrow(error);
  }
  override get name(): string {
    return typeName(this.#iterator);
  }
}

export class EnumerateIterator extends GatheringIterator {
  count: Int;
  constructor(iterator: Value, count: Int) {
    super([iterator]);
    this.count = count;
  }
  override combine(items: Value[]): Value {
    const count = this.count;
    this.count =
      typeof count === "number" && count < Number.MAX_SAFE_INTEGER
        ? count + 1
        : normalize(BigInt(count) + 1n);
    return tuple(count, items[0] as Value);
  }
}
layout(EnumerateIterator, enumerateType);

/** With `strict`, iterators must end together. */
abstract class StrictIterator extends GatheringIterator {
  isStrict: boolean;
  constructor(iterators: readonly Value[], isStrict: boolean) {
    super(iterators);
    this.isStrict = isStrict;
  }
  /** What `__reduce__` says of it. */
  get strictState(): Value | undefined {
    return this.isStrict ? true : undefined;
  }
  protected abstract get function(): string;
  override end(index: number): Item {
    if (!this.isStrict) return undefined;
    if (index > 0) this.#unequal(index, "shorter");
    return this.#expectEnd();
  }
  *#expectEnd(): NativeGenerator {
    for (let i = 1; i < this.iterators.length; i++) {
      let item = nextOf(this.iterators[i] as Value);
      if (isPending(item)) item = yield item;
      if (item !== undefined && item !== EXHAUSTED) this.#unequal(i, "longer");
    }
    return EXHAUSTED;
  }
  #unequal(index: number, how: string): never {
    const others = index === 1 ? " 1" : `s 1-${index}`;
    raise(
      E.ValueError,
      `${this.function}() argument ${index + 1} is ${how} than argument${others}`,
    );
  }
}

export class ZipIterator extends StrictIterator {
  protected override get function(): string {
    return "zip";
  }
  override combine(items: Value[]): Value {
    return new PyTuple(items);
  }
}
layout(ZipIterator, zipType);

export class MapIterator extends StrictIterator {
  readonly fn: Value;
  constructor(fn: Value, iterators: readonly Value[], isStrict: boolean) {
    super(iterators, isStrict);
    this.fn = fn;
  }
  protected override get function(): string {
    return "map";
  }
  override step(): Item {
    const [iterator] = this.iterators;
    const fn = this.fn;
    if (this.iterators.length > 1 || !(fn instanceof PyFunction)) return this.gather([], null);
    // The commonest case needs no frame of its own.
    const item = nextOf(iterator as Value);
    if (item === undefined) return undefined;
    if (isPending(item)) return new GatherFrame(this, [], item, false);
    const call = new FunctionCall(fn, item, undefined, undefined);
    call.isNext = true;
    return call;
  }
  override combine(items: Value[]): Value | Pending {
    return invoke(this.fn, items) ?? null;
  }
}
layout(MapIterator, mapType);

export class FilterIterator extends WrappingIterator {
  readonly fn: Value;
  readonly iterator: Value;
  /** What the function has to say of an item. */
  readonly wanted: boolean;
  constructor(fn: Value, iterator: Value, wanted = true) {
    super([iterator]);
    this.fn = fn;
    this.iterator = iterator;
    this.wanted = wanted;
  }
  override step(): Item {
    return this.search(null);
  }
  /** Asks for an item that passes; `frame` is the frame that this runs in, if any. */
  search(frame: FilterFrame | null): Item {
    for (;;) {
      if (charge(1)) {
        if (frame === null) return new FilterFrame(this, PAUSE, FilterState.pausing);
        frame.state = FilterState.pausing;
        return PAUSE;
      }
      const item = nextOf(this.iterator);
      if (item === undefined) return undefined;
      if (isPending(item)) {
        if (frame === null) return new FilterFrame(this, item, FilterState.nexting);
        frame.state = FilterState.nexting;
        return item;
      }
      const passes = this.test(item, frame);
      if (isPending(passes)) return passes;
      if (passes === this.wanted) return item;
    }
  }
  /** Does an item pass? A request has been noted in the frame (a new one, if there was none). */
  test(item: Value, frame: FilterFrame | null): boolean | Pending {
    const fn = this.fn;
    const answer =
      fn === null
        ? item
        : fn instanceof PyFunction
          ? new FunctionCall(fn, item, undefined, undefined)
          : invoke(fn, [item]);
    const isCalling = isPending(answer);
    const result = isCalling ? answer : truthOf(answer ?? null);
    if (!isPending(result)) return result;
    const state = isCalling ? FilterState.calling : FilterState.judging;
    if (frame === null) return new FilterFrame(this, result, state, item);
    frame.state = state;
    frame.item = item;
    return result;
  }
}
layout(FilterIterator, filterType);

/** What a {@link FilterFrame} waits for: an item, the function's answer, whether that is true, or to go on. */
const FilterState = { nexting: 0, calling: 1, judging: 2, pausing: 3 } as const;

class FilterFrame extends NativeFrame {
  readonly #iterator: FilterIterator;
  #first: Pending | null;
  state: number;
  item: Value;
  constructor(iterator: FilterIterator, first: Pending, state: number, item: Value = null) {
    super();
    this.#iterator = iterator;
    this.#first = first;
    this.state = state;
    this.item = item;
  }
  override resume(answer: Value | undefined): NativeResult {
    if (this.#first !== null) {
      const first = this.#first;
      this.#first = null;
      return first;
    }
    if (answer === EXHAUSTED) return EXHAUSTED;
    let passes: boolean | Pending;
    if (this.state === FilterState.pausing) return orExhausted(this.#iterator.search(this));
    if (this.state === FilterState.nexting) {
      this.item = answer as Value;
      passes = this.#iterator.test(this.item, this);
    } else if (this.state === FilterState.calling) {
      passes = truthOf(answer as Value);
      this.state = FilterState.judging;
    } else passes = answer as boolean;
    if (isPending(passes)) return passes;
    return passes === this.#iterator.wanted ? this.item : orExhausted(this.#iterator.search(this));
  }
  override throwIn(error: PyThrow): NativeResult {
    return endOrThrow(error);
  }
  override get name(): string {
    return typeName(this.#iterator);
  }
}

/** `iter(callable, sentinel)`. */
export class CallableIterator extends PyIterator {
  #fn: Value | undefined;
  readonly #sentinel: Value;
  constructor(fn: Value, sentinel: Value) {
    super();
    this.#fn = fn;
    this.#sentinel = sentinel;
  }
  override next(): Item {
    return this.#fn === undefined ? undefined : new SentinelFrame(this, this.#fn);
  }
  isSentinel(answer: Value): boolean | Pending {
    // Ended meanwhile by a call within the call.
    return this.#fn === undefined || same(this.#sentinel, answer);
  }
  end(): Value {
    this.#fn = undefined;
    return EXHAUSTED;
  }
  /** What it is made of; nothing at its end. */
  get parts(): readonly Value[] {
    return this.#fn === undefined ? [EMPTY_TUPLE] : [this.#fn, this.#sentinel];
  }
}
layout(CallableIterator, callableIteratorType);

class SentinelFrame extends NativeFrame {
  readonly #iterator: CallableIterator;
  readonly #fn: Value;
  #item: Value | undefined;
  constructor(iterator: CallableIterator, fn: Value) {
    super();
    this.#iterator = iterator;
    this.#fn = fn;
  }
  override resume(answer: Value | undefined): NativeResult {
    if (answer === undefined) return new CallRequest(this.#fn, [], null);
    let isEnd: boolean | Pending;
    if (this.#item === undefined) {
      this.#item = answer;
      isEnd = this.#iterator.isSentinel(answer);
      if (isPending(isEnd)) return isEnd;
    } else isEnd = answer as boolean;
    return isEnd ? this.#iterator.end() : this.#item;
  }
  override throwIn(error: PyThrow): NativeResult {
    if (isThrown(error, E.StopIteration)) return this.#iterator.end();
    throw error;
  }
  override get name(): string {
    return "callable_iterator";
  }
}

/** `then` of `iter()` of each argument: at once as far as no Python code has to run. */
export function withIterators(
  iterables: readonly Value[],
  then: (iterators: Value[]) => Value,
): NativeResult {
  const out: Value[] = [];
  for (const iterable of iterables) {
    const iterator = iterate(iterable);
    if (isPending(iterator)) return askIterators(iterables, out, iterator, then);
    out.push(iterator as Value);
  }
  return then(out);
}

/** The rest of {@link withIterators} from the first that Python code has to make. */
function* askIterators(
  iterables: readonly Value[],
  out: Value[],
  first: Pending,
  then: (iterators: Value[]) => Value,
): NativeGenerator {
  out.push(yield first);
  while (out.length < iterables.length) {
    const iterator = iterate(iterables[out.length] as Value);
    out.push((isPending(iterator) ? yield iterator : iterator) as Value);
  }
  return then(out);
}

/** The `strict` argument of zip and map. */
function strictness(name: string, given: Keywords): boolean | Pending {
  if (given.size === 0) return false;
  if (given.size > 1)
    raise(E.TypeError, `${name}() takes at most 1 keyword argument (${given.size} given)`);
  for (const key of given.keys()) if (key !== "strict") unexpected(name, key, ["strict"]);
  return truthOf(given.get("strict") ?? false);
}

/** Parameters of the constructors, which read their arguments by hand. */
const ANY = [object("cls"), rest("args"), keywords("kwargs")] as const;

const zipMembers: Members = members<ZipIterator>((builder) => [
  iteratorSlots(builder),
  {
    __reduce__: builder.method("Return state information for pickling.", [], (self) =>
      reduction(self.shape.type, self.iterators, self.strictState),
    ),
    __setstate__: builder.caller(
      "Set state information for unpickling.",
      [object("object")],
      (self, state) =>
        after(truthOf(state), (isStrict) => {
          self.isStrict = isStrict as boolean;
          return null;
        }),
    ),
    __new__: builder.staticMethod("Create and return a new object.", ANY, (cls, args, given) =>
      after(strictness("zip", given), (isStrict) =>
        withIterators(args, (its) => instanceOf(cls, new ZipIterator(its, isStrict as boolean))),
      ),
    ),
  },
]);

const mapMembers: Members = members<MapIterator>((builder) => [
  iteratorSlots(builder),
  {
    __reduce__: builder.method("Return state information for pickling.", [], (self) =>
      reduction(self.shape.type, [self.fn, ...self.iterators], self.strictState),
    ),
    __setstate__: builder.caller(
      "Set state information for unpickling.",
      [object("object")],
      (self, state) =>
        after(truthOf(state), (isStrict) => {
          self.isStrict = isStrict as boolean;
          return null;
        }),
    ),
    __new__: builder.staticMethod("Create and return a new object.", ANY, (cls, args, given) =>
      after(strictness("map", given), (isStrict) => {
        if (args.length < 2) raise(E.TypeError, "map() must have at least two arguments.");
        const [fn, ...iterables] = args as [Value, ...Value[]];
        return withIterators(iterables, (its) =>
          instanceOf(cls, new MapIterator(fn, its, isStrict as boolean)),
        );
      }),
    ),
  },
]);

const filterMembers: Members = members<FilterIterator>((builder) => [
  iteratorSlots(builder),
  {
    __reduce__: builder.method("Return state information for pickling.", [], (self) =>
      reduction(self.shape.type, [self.fn, self.iterator]),
    ),
    __new__: builder.staticMethod("Create and return a new object.", ANY, (cls, args, given) => {
      noKeywordsIn(cls, filterType, given);
      checkCount("filter", args.length, 2, 2);
      const [fn, iterable] = args as [Value, Value];
      return withIterators([iterable], ([iterator]) =>
        instanceOf(cls, new FilterIterator(fn, iterator as Value)),
      );
    }),
  },
]);

const enumerateMembers: Members = members<EnumerateIterator>((builder) => [
  iteratorSlots(builder),
  {
    __reduce__: builder.method("Return state information for pickling.", [], (self) =>
      reduction(self.shape.type, [self.iterators[0] as Value, self.count]),
    ),
    __new__: builder.staticMethod("Create and return a new object.", ANY, (cls, args, given) => {
      const total = args.length + given.size;
      if (total > 2) raise(E.TypeError, `enumerate() takes at most 2 arguments (${total} given)`);
      let [iterable, start] = args;
      for (const [key, value] of given) {
        if (key === "iterable" && iterable === undefined) iterable = value;
        else if (key === "start" && start === undefined) start = value;
        else raise(E.TypeError, `'${key}' is an invalid keyword argument for enumerate()`);
      }
      if (iterable === undefined)
        raise(E.TypeError, "enumerate() missing required argument 'iterable'");
      const source = iterable;
      return after(start === undefined ? 0 : toIndex(start), (count) =>
        withIterators([source], ([iterator]) =>
          instanceOf(cls, new EnumerateIterator(iterator as Value, count as Int)),
        ),
      );
    }),
  },
]);

/** `reversed(value)` */
function* reverse(cls: Value, value: Value): NativeGenerator {
  const type = typeOf(value);
  const fn = slotOf(type, SLOT.__reversed__);
  if (fn !== null) {
    const result = fn(value, undefined as never, undefined as never);
    return isPending(result) ? yield result : result;
  }
  const isSequence = slotOf(type, SLOT.__getitem__) !== null && !type.isSubtype(dictType);
  if (!isSequence || type.lookup("__reversed__") === null)
    raise(E.TypeError, `'${type.name}' object is not reversible`);
  const length = lengthOf(value);
  const n = (isPending(length) ? yield length : length) as number;
  return instanceOf(cls, new ReversedIterator(value, n));
}

const reversedMembers: Members = members<ReversedIterator>((builder) => [
  {
    __new__: builder.staticMethod("Create and return a new object.", ANY, (cls, args, given) => {
      noKeywordsIn(cls, reversedType, given);
      checkCount("reversed", args.length, 1, 1);
      return eager(reverse(cls, args[0] as Value));
    }),
  },
]);

/** The members of every builtin iterator type. */
export const iteratorMembers: readonly (readonly [PyType, Members])[] = [
  ...containerIteratorMembers,
  [enumerateType, enumerateMembers],
  [zipType, zipMembers],
  [mapType, mapMembers],
  [filterType, filterMembers],
  [reversedType, together(reversedMembers, placedMembers)],
  [
    callableIteratorType,
    members<CallableIterator>((builder) => [
      iteratorSlots(builder),
      {
        __reduce__: builder.method("Return state information for pickling.", [], (self) =>
          reduction(undefined, self.parts),
        ),
      },
    ]),
  ],
];
