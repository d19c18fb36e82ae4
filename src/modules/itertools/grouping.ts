/** groupby and tee: several iterators over one. */
import { checkCount, noKeywords } from "../../objects/builtins/arguments.ts";
import { invoke, withIterators } from "../../objects/builtins/combinators.ts";
import { instanceOf } from "../../objects/construct.ts";
import { charge } from "../../objects/current.ts";
import { E, isThrown, raise } from "../../objects/errors.ts";
import { layout, type Value } from "../../objects/object.ts";
import { either, keywords, object, optional, rest } from "../../objects/params.ts";
import { same } from "../../objects/protocols/compare.ts";
import { EXHAUSTED, iterate, nextOf } from "../../objects/protocols/iterate.ts";
import {
  after,
  isPending,
  type NativeGenerator,
  type NativeResult,
  PAUSE,
  type Pending,
} from "../../objects/requests.ts";
import { PyTuple, tuple } from "../../objects/sequences.ts";
import { typeName } from "../../objects/types.ts";
import { type Item, type ItemFrame, Itertool, itertool, populate, positional } from "./itertool.ts";

/* groupby */

export const groupByType = itertool("groupby");
export const grouperType = itertool("_grouper");
grouperType.isBase = false;

class GroupBy extends Itertool {
  readonly #iterator: Value;
  readonly #key: Value;
  /** Of the group that was given last. */
  #target: Value | undefined = undefined;
  /** The last item, and its key; undefined where it was given to a group. */
  value: Value | undefined = undefined;
  key: Value | undefined = undefined;
  /** The one that may take items. */
  group: Grouper | null = null;
  constructor(iterator: Value, key: Value) {
    super([iterator]);
    this.#iterator = iterator;
    this.#key = key;
  }
  override produce(frame: ItemFrame | null): Item {
    this.group = null;
    return this.#skip(frame);
  }
  /** Goes on to the first item of another group. */
  #skip(frame: ItemFrame | null): Item {
    const [key, target] = [this.key, this.#target];
    if (key === undefined) return this.advance(frame, (f) => this.#skip(f));
    if (target === undefined) return this.#begin();
    const isSame = same(target, key);
    if (isPending(isSame))
      return this.wait(frame, isSame, (answer, f) =>
        answer ? this.advance(f, (g) => this.#skip(g)) : this.#begin(),
      );
    if (!isSame) return this.#begin();
    if (charge(1)) return this.wait(frame, PAUSE, (_, f) => this.advance(f, (g) => this.#skip(g)));
    return this.advance(frame, (f) => this.#skip(f));
  }
  #begin(): Value {
    const key = this.key as Value;
    this.#target = key;
    return tuple(key, new Grouper(this, key));
  }
  /** Takes the next item and its key. */
  advance(frame: ItemFrame | null, then: (frame: ItemFrame | null) => Item): Item {
    return this.ask(frame, this.#iterator, (item, f) => {
      if (item === undefined) return undefined;
      const key = this.#key === null ? item : invoke(this.#key, [item]);
      return this.settle(f, key, (answer, g) => {
        this.value = item;
        this.key = answer;
        return then(g);
      });
    });
  }
}
layout(GroupBy, groupByType);

class Grouper extends Itertool {
  readonly #parent: GroupBy;
  readonly #key: Value;
  constructor(parent: GroupBy, key: Value) {
    super([parent]);
    this.#parent = parent;
    this.#key = key;
    parent.group = this;
  }
  override produce(frame: ItemFrame | null): Item {
    const parent = this.#parent;
    if (parent.group !== this) return undefined;
    if (parent.value === undefined) return parent.advance(frame, (f) => this.#take(f));
    return this.#take(frame);
  }
  #take(frame: ItemFrame | null): Item {
    const isSame = same(this.#key, this.#parent.key as Value);
    if (isPending(isSame))
      return this.wait(frame, isSame, (answer) => (answer ? this.#give() : undefined));
    return isSame ? this.#give() : undefined;
  }
  #give(): Value | undefined {
    const parent = this.#parent;
    const { value } = parent;
    parent.value = undefined;
    parent.key = undefined;
    return value;
  }
}
layout(Grouper, grouperType);

populate<GroupBy>(
  groupByType,
  "make an iterator that returns consecutive keys and groups from the iterable\n\n  iterable\n    Elements to divide into groups according to the key function.\n  key\n    A function for computing the group category for each element.\n    If the key function is not specified or is None, the element itself\n    is used for grouping.",
  ({ staticMethod }) => ({
    __new__: staticMethod(
      "Create and return a new object.",
      [object("cls"), either(object("iterable")), either(optional(object("key"), null, "None"))],
      (cls, iterable, key) =>
        withIterators([iterable], ([iterator]) =>
          instanceOf(cls, new GroupBy(iterator as Value, key)),
        ),
    ),
  }),
);

populate<Grouper>(grouperType, "", (builder) => ({
  __new__: positional(builder, grouperType, 2, (_cls, [parent, key]) => {
    if (!(parent instanceof GroupBy)) {
      const given = parent === null ? "None" : typeName(parent as Value);
      raise(E.TypeError, `_grouper() argument 1 must be itertools.groupby, not ${given}`);
    }
    return new Grouper(parent, key as Value);
  }),
}));

/* tee */

export const teeType = itertool("_tee");
teeType.hasWeakref = true;
teeType.isBase = false;

/** An item that all tees of an iterator come by, each in its time. */
interface Cell {
  /** Undefined where it has not been taken yet. */
  item: Value | undefined;
  next: Cell | null;
}

/** What tees have in common. */
interface Source {
  readonly iterator: Value;
  isBusy: boolean;
}

class Tee extends Itertool {
  readonly #source: Source;
  #cell: Cell;
  constructor(source: Source, cell: Cell) {
    super([source.iterator]);
    this.#source = source;
    this.#cell = cell;
  }
  copy(): Tee {
    return new Tee(this.#source, this.#cell);
  }
  override produce(): Item {
    const cell = this.#cell;
    if (cell.item !== undefined) return this.#give(cell);
    const source = this.#source;
    if (source.isBusy) raise(E.RuntimeError, "cannot re-enter the tee iterator");
    const item = nextOf(source.iterator);
    if (isPending(item)) return this.#wait(cell, item);
    if (item === undefined) return undefined;
    cell.item = item;
    return this.#give(cell);
  }
  *#wait(cell: Cell, request: Pending): NativeGenerator {
    const source = this.#source;
    source.isBusy = true;
    let item: Value;
    try {
      item = yield request;
    } catch (error) {
      if (isThrown(error, E.StopIteration)) return EXHAUSTED;
      throw error;
    } finally {
      source.isBusy = false;
    }
    if (item === EXHAUSTED) return EXHAUSTED;
    cell.item = item;
    return this.#give(cell);
  }
  #give(cell: Cell): Value | undefined {
    cell.next ??= { item: undefined, next: null };
    this.#cell = cell.next;
    return cell.item;
  }
}
layout(Tee, teeType);

function teeOf(iterator: Value): Tee {
  if (iterator instanceof Tee) return iterator.copy();
  return new Tee({ iterator, isBusy: false }, { item: undefined, next: null });
}

/** `tee(iterable, n)` */
export function tee(iterable: Value, n: number): NativeResult {
  if (n < 0) raise(E.ValueError, "n must be >= 0");
  if (n === 0) return tuple();
  return after(iterate(iterable), (iterator) => {
    const first = teeOf(iterator);
    charge(n);
    const all: Value[] = [first];
    while (all.length < n) all.push(first.copy());
    return new PyTuple(all);
  });
}

populate<Tee>(teeType, "Iterator wrapped to make it copyable.", ({ staticMethod, method }) => ({
  __new__: staticMethod(
    "Create and return a new object.",
    [object("cls"), rest("args"), keywords("kwargs")],
    (_cls, args, given) => {
      noKeywords("_tee", given);
      checkCount("_tee", args.length, 1, 1);
      return after(iterate(args[0] as Value), teeOf);
    },
  ),
  __copy__: method("Returns an independent iterator.", [], (self) => self.copy()),
}));
