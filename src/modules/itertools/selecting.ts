/** compress, dropwhile, takewhile, filterfalse and islice: some of the items of an iterable. */

import { checkCount, noKeywordsIn } from "../../objects/builtins/arguments.ts";
import {
  FilterIterator,
  invoke,
  orExhausted,
  withIterators,
} from "../../objects/builtins/combinators.ts";
import { instanceOf } from "../../objects/construct.ts";
import { clampIndex, toIndex } from "../../objects/conversions.ts";
import { charge } from "../../objects/current.ts";
import { E, PyThrow, raise } from "../../objects/errors.ts";
import type { Int } from "../../objects/int.ts";
import { layout, type Value } from "../../objects/object.ts";
import { either, keywords, object, rest } from "../../objects/params.ts";
import { eager } from "../../objects/protocols/drain.ts";
import { EXHAUSTED, nextOf } from "../../objects/protocols/iterate.ts";
import { truthOf } from "../../objects/protocols/truth.ts";
import { isPending, type NativeGenerator, PAUSE, type Pending } from "../../objects/requests.ts";
import { type Item, type ItemFrame, Itertool, itertool, populate, positional } from "./itertool.ts";

/* compress */

export const compressType = itertool("compress");

class Compress extends Itertool {
  readonly #data: Value;
  readonly #selectors: Value;
  constructor(data: Value, selectors: Value) {
    super([data, selectors]);
    this.#data = data;
    this.#selectors = selectors;
  }
  override produce(frame: ItemFrame | null): Item {
    for (;;) {
      if (charge(1)) return this.wait(frame, PAUSE, (_, f) => this.produce(f));
      const item = nextOf(this.#data);
      if (item === undefined) return undefined;
      if (isPending(item))
        return this.wait(frame, item, (answer, f) =>
          answer === EXHAUSTED ? undefined : this.#afterItem(answer, f),
        );
      const isSelected = this.#select(item, frame);
      if (isPending(isSelected)) return isSelected;
      if (isSelected === undefined) return undefined;
      if (isSelected) return item;
    }
  }
  #afterItem(item: Value, frame: ItemFrame): Item {
    const isSelected = this.#select(item, frame);
    if (isPending(isSelected) || isSelected === undefined) return isSelected;
    return isSelected ? item : this.produce(frame);
  }
  /** Is this item selected? Undefined where the selectors are at their end. */
  #select(item: Value, frame: ItemFrame | null): boolean | undefined | Pending {
    const selector = nextOf(this.#selectors);
    if (selector === undefined) return undefined;
    if (isPending(selector))
      return this.wait(frame, selector, (answer, f) =>
        answer === EXHAUSTED ? undefined : this.#judge(item, truthOf(answer), f),
      );
    const isSelected = truthOf(selector);
    return isPending(isSelected)
      ? this.wait(frame, isSelected, (answer, f) => this.#judge(item, answer as boolean, f))
      : isSelected;
  }
  #judge(item: Value, isSelected: boolean | Pending, frame: ItemFrame): Item {
    if (isPending(isSelected))
      return this.wait(frame, isSelected, (answer, f) => this.#judge(item, answer as boolean, f));
    return isSelected ? item : this.produce(frame);
  }
}
layout(Compress, compressType);

populate<Compress>(
  compressType,
  "Return data elements corresponding to true selector elements.",
  ({ staticMethod }) => ({
    __new__: staticMethod(
      "Create and return a new object.",
      [object("cls"), either(object("data")), either(object("selectors"))],
      (cls, data, selectors) =>
        withIterators([data, selectors], ([items, chosen]) =>
          instanceOf(cls, new Compress(items as Value, chosen as Value)),
        ),
    ),
  }),
);

/* dropwhile, takewhile */

abstract class WithPredicate extends Itertool {
  protected readonly iterator: Value;
  readonly #predicate: Value;
  constructor(predicate: Value, iterator: Value) {
    super([iterator]);
    this.#predicate = predicate;
    this.iterator = iterator;
  }
  /** Goes on with what the predicate says of an item. */
  protected test(
    frame: ItemFrame | null,
    item: Value,
    then: (holds: boolean, frame: ItemFrame | null) => Item,
  ): Item {
    return this.settle(frame, invoke(this.#predicate, [item]), (answer, f) => {
      const holds = truthOf(answer);
      return isPending(holds)
        ? this.wait(f, holds, (truth, g) => then(truth as boolean, g))
        : then(holds, f);
    });
  }
}

export const dropWhileType = itertool("dropwhile");

class DropWhile extends WithPredicate {
  #hasBegun = false;
  override produce(frame: ItemFrame | null): Item {
    if (this.#hasBegun) return this.ask(frame, this.iterator, (item) => item);
    const item = eager(this.#search());
    return item === EXHAUSTED ? undefined : item;
  }
  /** The first item that is not dropped. */
  *#search(): NativeGenerator {
    for (;;) {
      if (charge(1)) yield PAUSE;
      const asked = this.ask(null, this.iterator, orExhausted);
      const item = (isPending(asked) ? yield asked : asked) as Value;
      if (item === EXHAUSTED) return EXHAUSTED;
      const tested = this.test(null, item, (holds) => holds);
      const holds = isPending(tested) ? yield tested : tested;
      if (holds === EXHAUSTED) return EXHAUSTED;
      if (holds) continue;
      this.#hasBegun = true;
      return item;
    }
  }
}
layout(DropWhile, dropWhileType);

export const takeWhileType = itertool("takewhile");

class TakeWhile extends WithPredicate {
  #hasEnded = false;
  override produce(frame: ItemFrame | null): Item {
    if (this.#hasEnded) return undefined;
    return this.ask(frame, this.iterator, (item, f) => {
      if (item === undefined) return undefined;
      return this.test(f, item, (holds) => {
        if (holds) return item;
        this.#hasEnded = true;
        return undefined;
      });
    });
  }
}
layout(TakeWhile, takeWhileType);

for (const [type, make, doc] of [
  [
    dropWhileType,
    DropWhile,
    "Drop items from the iterable while predicate(item) is true.\n\nAfterwards, return every element until the iterable is exhausted.",
  ],
  [
    takeWhileType,
    TakeWhile,
    "Return successive entries from an iterable as long as the predicate evaluates to true for each entry.",
  ],
] as const)
  populate<WithPredicate>(type, doc, (builder) => ({
    __new__: positional(builder, type, 2, (cls, [predicate, iterable]) =>
      withIterators([iterable as Value], ([iterator]) =>
        instanceOf(cls, new make(predicate as Value, iterator as Value)),
      ),
    ),
  }));

/* filterfalse */

export const filterFalseType = itertool("filterfalse");

class FilterFalse extends FilterIterator {
  constructor(fn: Value, iterator: Value) {
    super(fn, iterator, false);
  }
}
layout(FilterFalse, filterFalseType);

populate<FilterFalse>(
  filterFalseType,
  "Return those items of iterable for which function(item) is false.\n\nIf function is None, return the items that are false.",
  (builder) => ({
    __new__: positional(builder, filterFalseType, 2, (cls, [fn, iterable]) =>
      withIterators([iterable as Value], ([iterator]) =>
        instanceOf(cls, new FilterFalse(fn as Value, iterator as Value)),
      ),
    ),
  }),
);

/* islice */

export const isliceType = itertool("islice");

class Islice extends Itertool {
  /** Undefined once it is at its end. */
  #iterator: Value | undefined;
  /** How many items were taken, and which one is wanted next. */
  #count = 0;
  #next: number;
  readonly #stop: number;
  readonly #step: number;
  constructor(iterator: Value, start: number, stop: number, step: number) {
    super([iterator]);
    this.#iterator = iterator;
    this.#next = start;
    this.#stop = stop;
    this.#step = step;
  }
  override produce(frame: ItemFrame | null): Item {
    const iterator = this.#iterator;
    if (iterator === undefined) return undefined;
    while (this.#count < this.#next) {
      if (charge(1)) return this.wait(frame, PAUSE, (_, f) => this.produce(f));
      const item = nextOf(iterator);
      if (item === undefined) return this.#end();
      if (isPending(item))
        return this.wait(frame, item, (answer, f) => {
          if (answer === EXHAUSTED) return this.#end();
          this.#count++;
          return this.produce(f);
        });
      this.#count++;
    }
    if (this.#count >= this.#stop) return this.#end();
    return this.ask(frame, iterator, (item) => {
      if (item === undefined) return this.#end();
      this.#count++;
      this.#next = Math.min(this.#next + this.#step, this.#stop);
      return item;
    });
  }
  #end(): undefined {
    this.#iterator = undefined;
  }
}
layout(Islice, isliceType);

/** A bound; -1 for what is none. */
function* bound(value: Value, absent: number): Generator<Pending, number, Value> {
  if (value === null) return absent;
  try {
    const int = toIndex(value);
    const n = (isPending(int) ? yield int : int) as Int;
    return typeof n === "bigint" && BigInt.asIntN(64, n) !== n ? -1 : clampIndex(n);
  } catch (error) {
    if (error instanceof PyThrow) return -1;
    throw error;
  }
}

const RANGE = "must be None or an integer: 0 <= x <= sys.maxsize.";

function* makeSlice(cls: Value, args: Value[]): NativeGenerator {
  const [iterable, first, second, third] = args as [Value, Value, Value?, Value?];
  const isShort = second === undefined;
  const start = isShort ? 0 : yield* bound(first, 0);
  const end = isShort ? first : second;
  const stop = yield* bound(end, Number.POSITIVE_INFINITY);
  if (stop === -1) raise(E.ValueError, `Stop argument for islice() ${RANGE}`);
  if (start < 0 || stop < -1) raise(E.ValueError, `Indices for islice() ${RANGE}`);
  const step = third === undefined ? 1 : yield* bound(third, 1);
  if (step < 1) raise(E.ValueError, "Step for islice() must be a positive integer or None.");
  const made = withIterators([iterable], ([iterator]) =>
    instanceOf(cls, new Islice(iterator as Value, start, stop, step)),
  );
  return isPending(made) ? yield made : made;
}

populate<Islice>(
  isliceType,
  "islice(iterable, stop) --> islice object\nislice(iterable, start, stop[, step]) --> islice object\n\nReturn an iterator whose next() method returns selected values from an\niterable, as a slice would select them from a sequence.",
  ({ staticMethod }) => ({
    __new__: staticMethod(
      "Create and return a new object.",
      [object("cls"), rest("args"), keywords("kwargs")],
      (cls, args, given) => {
        noKeywordsIn(cls, isliceType, given);
        checkCount("islice", args.length, 2, 4);
        return eager(makeSlice(cls, args));
      },
    ),
  }),
);
