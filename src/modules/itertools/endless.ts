/** count, cycle and repeat. */

import { withIterators } from "../../objects/builtins/combinators.ts";
import { shortName } from "../../objects/builtins/common.ts";
import { describe, reprBetween } from "../../objects/builtins/replies.ts";
import { instanceOf } from "../../objects/construct.ts";
import { index } from "../../objects/conversions.ts";
import { E, raise } from "../../objects/errors.ts";
import { intValue, normalize } from "../../objects/int.ts";
import { layout, type Value } from "../../objects/object.ts";
import { either, object, optional } from "../../objects/params.ts";
import { binary } from "../../objects/protocols/arithmetic.ts";
import { PyIterator } from "../../objects/protocols/iterate.ts";
import { slotOf } from "../../objects/protocols/slot.ts";
import type { NativeResult } from "../../objects/requests.ts";
import { appendItem } from "../../objects/sequences.ts";
import { SLOT } from "../../objects/slots.ts";
import { typeOf } from "../../objects/types.ts";
import { type Item, type ItemFrame, Itertool, itertool, populate, positional } from "./itertool.ts";

const ADD = 0;

/* count */

export const countType = itertool("count");

class Count extends Itertool {
  #value: Value;
  readonly #by: Value;
  constructor(start: Value, by: Value) {
    super([]);
    const int = intValue(start);
    // sic: an int that is counted up by one becomes a plain one.
    const isPlain = int !== undefined && intValue(by) === 1;
    this.#value = isPlain ? int : start;
    this.#by = isPlain ? 1 : by;
  }
  override produce(): Item {
    const value = this.#value;
    const by = this.#by;
    if (typeof value === "number" && typeof by === "number") {
      const sum = value + by;
      this.#value = Number.isSafeInteger(sum) ? sum : normalize(BigInt(value) + BigInt(by));
      return value;
    }
    return this.settle(null, binary(ADD, value, by), (sum) => {
      this.#value = sum;
      return value;
    });
  }
  repr(): NativeResult {
    const name = shortName(this.shape.type);
    if (intValue(this.#by) === 1) return reprBetween(`${name}(`, this.#value, ")");
    return describe(`${name}(`, { r: this.#value }, ", ", { r: this.#by }, ")");
  }
}
layout(Count, countType);

function isNumber(value: Value): boolean {
  const type = typeOf(value);
  return [SLOT.__index__, SLOT.__int__, SLOT.__float__, SLOT.__complex__].some(
    (slot) => slotOf(type, slot) !== null,
  );
}

populate<Count>(
  countType,
  "Return a count object whose .__next__() method returns consecutive values.\n\nEquivalent to:\n    def count(firstval=0, step=1):\n        x = firstval\n        while 1:\n            yield x\n            x += step",
  ({ staticMethod, slots }) => ({
    ...slots({ __repr__: (self) => self.repr() }),
    __new__: staticMethod(
      "Create and return a new object.",
      [
        object("cls"),
        either(optional(object("start"), 0, "0")),
        either(optional(object("step"), 1, "1")),
      ],
      (cls, start, by) => {
        if (!isNumber(start) || !isNumber(by)) raise(E.TypeError, "a number is required");
        return instanceOf(cls, new Count(start, by));
      },
    ),
  }),
);

/* cycle */

export const cycleType = itertool("cycle");

class Cycle extends Itertool {
  /** Undefined once it is at its end. */
  #iterator: Value | undefined;
  readonly #saved: Value[] = [];
  #at = 0;
  constructor(iterator: Value) {
    super([iterator]);
    this.#iterator = iterator;
  }
  override produce(frame: ItemFrame | null): Item {
    if (this.#iterator === undefined) return this.#again();
    return this.ask(frame, this.#iterator, (item) => {
      if (item !== undefined) {
        appendItem(this.#saved, item);
        return item;
      }
      this.#iterator = undefined;
      return this.#again();
    });
  }
  #again(): Value | undefined {
    const item = this.#saved[this.#at];
    this.#at = this.#at + 1 < this.#saved.length ? this.#at + 1 : 0;
    return item;
  }
}
layout(Cycle, cycleType);

populate<Cycle>(
  cycleType,
  "Return elements from the iterable until it is exhausted. Then repeat the sequence indefinitely.",
  (builder) => ({
    __new__: positional(builder, cycleType, 1, (cls, args) =>
      withIterators(args, ([iterator]) => instanceOf(cls, new Cycle(iterator as Value))),
    ),
  }),
);

/* repeat */

export const repeatType = itertool("repeat");

class Repeat extends PyIterator {
  readonly #value: Value;
  /** Infinity where there is no end. */
  left: number;
  constructor(value: Value, times: number) {
    super();
    this.#value = value;
    this.left = times;
  }
  override next(): Value | undefined {
    if (this.left <= 0) return undefined;
    this.left--;
    return this.#value;
  }
  repr(): NativeResult {
    const name = shortName(this.shape.type);
    const { left } = this;
    return reprBetween(`${name}(`, this.#value, Number.isFinite(left) ? `, ${left})` : ")");
  }
}
layout(Repeat, repeatType);

populate<Repeat>(
  repeatType,
  "repeat(object [,times]) -> create an iterator which returns the object\nfor the specified number of times.  If not specified, returns the object\nendlessly.",
  ({ staticMethod, slots }) => ({
    ...slots({
      __repr__: (self) => self.repr(),
      __length_hint__: (self) =>
        Number.isFinite(self.left) ? self.left : raise(E.TypeError, "len() of unsized object"),
    }),
    __new__: staticMethod(
      "Create and return a new object.",
      [
        object("cls"),
        either(object("object")),
        either(optional(index("times"), Number.POSITIVE_INFINITY, "")),
      ],
      (cls, value, times) => instanceOf(cls, new Repeat(value, Math.max(times, 0))),
    ),
  }),
);
