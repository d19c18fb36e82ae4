/** accumulate, batched, chain, pairwise, starmap and zip_longest: items made of others. */

import { noKeywordsIn } from "../../objects/builtins/arguments.ts";
import {
  invoke,
  StepFrame,
  WrappingIterator,
  withIterators,
} from "../../objects/builtins/combinators.ts";
import { TupleIterator } from "../../objects/builtins/iterators.ts";
import { tupleFrom } from "../../objects/builtins/tuple.ts";
import { instanceOf } from "../../objects/construct.ts";
import { index, truth } from "../../objects/conversions.ts";
import { charge } from "../../objects/current.ts";
import { E, raise } from "../../objects/errors.ts";
import { layout, type Value } from "../../objects/object.ts";
import { either, keyword, keywords, object, optional, rest } from "../../objects/params.ts";
import { binary } from "../../objects/protocols/arithmetic.ts";
import { EXHAUSTED, iterate, nextOf } from "../../objects/protocols/iterate.ts";
import { after, isPending, PAUSE } from "../../objects/requests.ts";
import { appendItem, PyTuple, tuple } from "../../objects/sequences.ts";
import { tupleType } from "../../objects/types.ts";
import { subscriptable } from "../../objects/typing/generic-alias.ts";
import { type Item, type ItemFrame, Itertool, itertool, populate, positional } from "./itertool.ts";

/* accumulate */

export const accumulateType = itertool("accumulate");
const ADD = 0;

class Accumulate extends Itertool {
  readonly #iterator: Value;
  readonly #fn: Value;
  #initial: Value | undefined;
  #total: Value | undefined = undefined;
  constructor(iterator: Value, fn: Value, initial: Value | undefined) {
    super([iterator]);
    this.#iterator = iterator;
    this.#fn = fn;
    this.#initial = initial;
  }
  override produce(frame: ItemFrame | null): Item {
    if (this.#initial !== undefined) {
      this.#total = this.#initial;
      this.#initial = undefined;
      return this.#total;
    }
    return this.ask(frame, this.#iterator, (item, f) => {
      const total = this.#total;
      if (item === undefined || total === undefined) {
        if (item !== undefined) this.#total = item;
        return item;
      }
      const sum = this.#fn === null ? binary(ADD, total, item) : invoke(this.#fn, [total, item]);
      return this.settle(f, sum, (answer) => {
        this.#total = answer;
        return answer;
      });
    });
  }
}
layout(Accumulate, accumulateType);

populate<Accumulate>(accumulateType, "Return series of accumulated sums.", ({ staticMethod }) => ({
  __new__: staticMethod(
    "Create and return a new object.",
    [
      object("cls"),
      either(object("iterable")),
      either(optional(object("func"), null, "None")),
      keyword(optional(object("initial"), null, "None")),
    ],
    (cls, iterable, fn, initial) =>
      withIterators([iterable], ([iterator]) =>
        instanceOf(cls, new Accumulate(iterator as Value, fn, initial ?? undefined)),
      ),
  ),
}));

/* batched */

export const batchedType = itertool("batched");

class Batched extends Itertool {
  /** Undefined once it is at its end. */
  #iterator: Value | undefined;
  readonly #size: number;
  readonly #isStrict: boolean;
  constructor(iterator: Value, size: number, isStrict: boolean) {
    super([iterator]);
    this.#iterator = iterator;
    this.#size = size;
    this.#isStrict = isStrict;
  }
  override produce(frame: ItemFrame | null): Item {
    return this.#fill([], frame);
  }
  #fill(items: Value[], frame: ItemFrame | null): Item {
    const iterator = this.#iterator;
    if (iterator === undefined) return undefined;
    while (items.length < this.#size) {
      if (charge(1)) return this.wait(frame, PAUSE, (_, f) => this.#fill(items, f));
      const item = nextOf(iterator);
      if (item === undefined) return this.#end(items);
      if (isPending(item))
        return this.wait(frame, item, (answer, f) => {
          if (answer === EXHAUSTED) return this.#end(items);
          appendItem(items, answer);
          return this.#fill(items, f);
        });
      appendItem(items, item);
    }
    return new PyTuple(items);
  }
  #end(items: Value[]): Item {
    this.#iterator = undefined;
    if (items.length === 0) return undefined;
    if (this.#isStrict) raise(E.ValueError, "batched(): incomplete batch");
    return new PyTuple(items);
  }
}
layout(Batched, batchedType);

populate<Batched>(
  batchedType,
  "Batch data into tuples of length n. The last batch may be shorter than n.\n\nIf strict, that is an error.",
  ({ staticMethod }) => ({
    __new__: staticMethod(
      "Create and return a new object.",
      [
        object("cls"),
        either(object("iterable")),
        either(index("n")),
        keyword(optional(truth("strict"), false, "False")),
      ],
      (cls, iterable, n, isStrict) => {
        if (n < 1) raise(E.ValueError, "n must be at least one");
        return withIterators([iterable], ([iterator]) =>
          instanceOf(cls, new Batched(iterator as Value, n, isStrict)),
        );
      },
    ),
  }),
);

/* chain */

export const chainType = itertool("chain");

class Chain extends Itertool {
  /** Undefined once it is at its end, or its source is in error. */
  #sources: Value | undefined;
  /** What the items come from now. */
  #active: Value | undefined = undefined;
  constructor(sources: Value) {
    super([sources]);
    this.#sources = sources;
  }
  override produce(frame: ItemFrame | null): Item {
    for (;;) {
      const active = this.#active;
      if (active === undefined) {
        const opened = this.#open(frame);
        if (opened !== true) return opened;
        continue;
      }
      // How deep iterators are inside of it is not known beforehand.
      const item =
        active instanceof WrappingIterator && active.shape.type.isBuiltin
          ? new StepFrame(active)
          : nextOf(active);
      if (item === undefined) {
        this.#active = undefined;
        if (charge(1)) return this.wait(frame, PAUSE, (_, f) => this.produce(f));
      } else if (isPending(item))
        return this.wait(frame, item, (answer, f) => {
          if (answer !== EXHAUSTED) return answer;
          this.#active = undefined;
          return this.produce(f);
        });
      else return item;
    }
  }
  /** Goes to the next source: true, or what there is to wait for first, or the end. */
  #open(frame: ItemFrame | null): Item {
    if (this.#sources === undefined) return undefined;
    const source = nextOf(this.#sources);
    if (source === undefined) return this.#end();
    if (isPending(source))
      return this.wait(frame, source, (answer, f) => {
        if (answer === EXHAUSTED) return this.#end();
        const opened = this.#iterate(answer, f);
        return opened === true ? this.produce(f) : opened;
      });
    return this.#iterate(source, frame);
  }
  #iterate(source: Value, frame: ItemFrame | null): Item {
    const sources = this.#sources;
    // So it stays where the source is not iterable.
    this.#sources = undefined;
    const iterator = iterate(source);
    if (isPending(iterator))
      return this.wait(frame, iterator, (answer, f) => {
        this.#sources = sources;
        this.#active = answer;
        return this.produce(f);
      });
    this.#sources = sources;
    this.#active = iterator;
    return true;
  }
  #end(): undefined {
    this.#sources = undefined;
  }
}
layout(Chain, chainType);

populate<Chain>(
  chainType,
  "Return a chain object whose .__next__() method returns elements from the first iterable until it is exhausted, then elements from the next iterable, until all of the iterables are exhausted.",
  ({ staticMethod, classMethod }) => ({
    __new__: staticMethod(
      "Create and return a new object.",
      [object("cls"), rest("iterables"), keywords("kwargs")],
      (cls, iterables, given) => {
        noKeywordsIn(cls, chainType, given);
        return instanceOf(cls, new Chain(new TupleIterator(iterables)));
      },
    ),
    from_iterable: classMethod(
      "Alternative chain() constructor taking a single iterable argument that evaluates lazily.",
      [object("iterable")],
      (cls, iterable) => after(iterate(iterable), (sources) => instanceOf(cls, new Chain(sources))),
    ),
  }),
  subscriptable,
);

/* pairwise */

export const pairwiseType = itertool("pairwise");

class Pairwise extends Itertool {
  /** Undefined once it is at its end. */
  #iterator: Value | undefined;
  #old: Value | undefined = undefined;
  constructor(iterator: Value) {
    super([iterator]);
    this.#iterator = iterator;
  }
  override produce(frame: ItemFrame | null): Item {
    if (this.#iterator === undefined) return undefined;
    const old = this.#old;
    if (old !== undefined) return this.#pair(old, frame);
    return this.ask(frame, this.#iterator, (item, f) => {
      if (item === undefined) return this.#end();
      this.#old = item;
      return this.#pair(item, f);
    });
  }
  #pair(old: Value, frame: ItemFrame | null): Item {
    // The iterator may have asked for a pair itself, and come to the end.
    if (this.#iterator === undefined) return this.#end();
    return this.ask(frame, this.#iterator, (item) => {
      if (item === undefined) return this.#end();
      this.#old = item;
      return tuple(old, item);
    });
  }
  #end(): undefined {
    this.#iterator = undefined;
    this.#old = undefined;
  }
}
layout(Pairwise, pairwiseType);

populate<Pairwise>(
  pairwiseType,
  "Return an iterator of overlapping pairs taken from the input iterator.",
  (builder) => ({
    __new__: positional(builder, pairwiseType, 1, (cls, args) =>
      withIterators(args, ([iterator]) => instanceOf(cls, new Pairwise(iterator as Value))),
    ),
  }),
);

/* starmap */

export const starmapType = itertool("starmap");

class Starmap extends Itertool {
  readonly #fn: Value;
  readonly #iterator: Value;
  constructor(fn: Value, iterator: Value) {
    super([iterator]);
    this.#fn = fn;
    this.#iterator = iterator;
  }
  override produce(frame: ItemFrame | null): Item {
    return this.ask(frame, this.#iterator, (item, f) => {
      if (item === undefined) return undefined;
      if (item instanceof PyTuple && item.shape.type === tupleType) return this.#call(item, f);
      return this.settle(f, tupleFrom(item), (args, g) => this.#call(args as PyTuple, g));
    });
  }
  #call(args: PyTuple, frame: ItemFrame | null): Item {
    return this.settle(frame, invoke(this.#fn, args.items.slice()), (answer) => answer);
  }
}
layout(Starmap, starmapType);

populate<Starmap>(
  starmapType,
  "Return an iterator whose values are returned from the function evaluated with an argument tuple taken from the given sequence.",
  (builder) => ({
    __new__: positional(builder, starmapType, 2, (cls, [fn, iterable]) =>
      withIterators([iterable as Value], ([iterator]) =>
        instanceOf(cls, new Starmap(fn as Value, iterator as Value)),
      ),
    ),
  }),
);

/* zip_longest */

export const zipLongestType = itertool("zip_longest");

class ZipLongest extends Itertool {
  /** Those at their end are undefined. */
  readonly #iterators: (Value | undefined)[];
  readonly #fill: Value;
  #active: number;
  constructor(iterators: readonly Value[], fill: Value) {
    super(iterators);
    this.#iterators = [...iterators];
    this.#fill = fill;
    this.#active = iterators.length;
  }
  override produce(frame: ItemFrame | null): Item {
    return this.#active === 0 ? undefined : this.#gather([], frame);
  }
  #gather(items: Value[], frame: ItemFrame | null): Item {
    const iterators = this.#iterators;
    while (items.length < iterators.length) {
      const iterator = iterators[items.length];
      const item = iterator === undefined ? this.#fill : nextOf(iterator);
      if (isPending(item))
        return this.wait(frame, item, (answer, f) =>
          this.#take(items, answer === EXHAUSTED ? undefined : answer)
            ? this.#gather(items, f)
            : undefined,
        );
      if (!this.#take(items, item)) return undefined;
    }
    return new PyTuple(items);
  }
  /** Takes an item (undefined: its iterator has ended); false where no iterator is left. */
  #take(items: Value[], item: Value | undefined): boolean {
    if (item === undefined) {
      this.#iterators[items.length] = undefined;
      this.#active--;
      if (this.#active <= 0) return false;
    }
    items.push(item === undefined ? this.#fill : item);
    return true;
  }
}
layout(ZipLongest, zipLongestType);

populate<ZipLongest>(
  zipLongestType,
  "Return a zip_longest object whose .__next__() method returns a tuple where\nthe i-th element comes from the i-th iterable argument.\n\nWhen the shorter iterables are exhausted, the fillvalue is substituted in their place.",
  ({ staticMethod }) => ({
    __new__: staticMethod(
      "Create and return a new object.",
      [object("cls"), rest("iterables"), keywords("kwargs")],
      (cls, iterables, given) => {
        const fill = given.get("fillvalue");
        if (given.size > 1 || (given.size === 1 && fill === undefined))
          raise(E.TypeError, "zip_longest() got an unexpected keyword argument");
        return withIterators(iterables, (iterators) =>
          instanceOf(cls, new ZipLongest(iterators, fill ?? null)),
        );
      },
    ),
  }),
);
