/** What the iterators of itertools have in common: how they wait for what an item needs, and how their types are made. */
import { checkCount, noKeywordsIn } from "../../objects/builtins/arguments.ts";
import {
  endOrThrow,
  type Item,
  orExhausted,
  WrappingIterator,
} from "../../objects/builtins/combinators.ts";
import { iteratorSlots, together } from "../../objects/builtins/iterators.ts";
import { type Entry, members, type TypeBuilder } from "../../objects/define.ts";
import type { PyThrow } from "../../objects/errors.ts";
import type { Value } from "../../objects/object.ts";
import { keywords, object, rest } from "../../objects/params.ts";
import { EXHAUSTED, nextOf, type PyIterator } from "../../objects/protocols/iterate.ts";
import { isPending, NativeFrame, type NativeResult, type Pending } from "../../objects/requests.ts";
import { type Members, PyType } from "../../objects/type.ts";
import { objectType, typeName } from "../../objects/types.ts";

export type { Item } from "../../objects/builtins/combinators.ts";

/** What follows the answer that an iterator has waited for. */
type Then = (answer: Value, frame: ItemFrame) => Item;

/** The frame of an iterator that makes requests for its next item, one after the other. */
export class ItemFrame extends NativeFrame {
  readonly #iterator: PyIterator;
  #first: Pending | null;
  #then: Then | null;
  constructor(iterator: PyIterator, first: Pending, then: Then) {
    super();
    this.#iterator = iterator;
    this.#first = first;
    this.#then = then;
  }
  /** Another request will be made, and followed by this. */
  goOn(then: Then): void {
    this.#then = then;
  }
  override resume(answer: Value | undefined): NativeResult {
    if (this.#first !== null) {
      const first = this.#first;
      this.#first = null;
      return first;
    }
    const then = this.#then;
    if (then === null) return answer;
    this.#then = null;
    return orExhausted(then(answer as Value, this));
  }
  override throwIn(error: PyThrow): NativeResult {
    return endOrThrow(error);
  }
  override get name(): string {
    return typeName(this.#iterator);
  }
}

export abstract class Itertool extends WrappingIterator {
  override step(): Item {
    return this.produce(null);
  }
  /** Makes the next item; `frame` is the frame that this runs in, if there is one yet. */
  abstract produce(frame: ItemFrame | null): Item;

  /** Makes a request, and goes on with its answer. */
  protected wait(frame: ItemFrame | null, request: Pending, then: Then): Pending {
    if (frame === null) return new ItemFrame(this, request, then);
    frame.goOn(then);
    return request;
  }

  /** Goes on with the next item of an iterator; undefined is its end. */
  protected ask(
    frame: ItemFrame | null,
    iterator: Value,
    then: (item: Value | undefined, frame: ItemFrame | null) => Item,
  ): Item {
    const item = nextOf(iterator);
    if (!isPending(item)) return then(item, frame);
    return this.wait(frame, item, (answer, f) =>
      then(answer === EXHAUSTED ? undefined : answer, f),
    );
  }

  /** Goes on with what may have to be waited for. */
  protected settle(
    frame: ItemFrame | null,
    result: NativeResult,
    then: (answer: Value, frame: ItemFrame | null) => Item,
  ): Item {
    return isPending(result) ? this.wait(frame, result, then) : then(result ?? null, frame);
  }
}

/** A type of itertools. */
export function itertool(name: string): PyType {
  return new PyType(`itertools.${name}`, [objectType]);
}

/** Gives a type its members: those of iterators, and what else `build` says. */
export function populate<Self extends PyIterator>(
  type: PyType,
  doc: string,
  build: (builder: TypeBuilder<Self>) => { readonly [name: string]: Entry },
  decorate: (members: Members) => Members = (m) => m,
): void {
  type.populate(
    decorate(
      together(
        members<Self>((builder) => [
          { __doc__: builder.constant(doc) },
          iteratorSlots(builder),
          build(builder),
        ]),
      ),
    ),
  );
}

/** A `__new__` that takes a number of arguments by position, and no others. */
export function positional<Self extends Value>(
  { staticMethod }: TypeBuilder<Self>,
  type: PyType,
  count: number,
  make: (cls: Value, args: Value[]) => NativeResult,
): Entry {
  return staticMethod(
    "Create and return a new object.",
    [object("cls"), rest("args"), keywords("kwargs")],
    (cls, args, given) => {
      noKeywordsIn(cls, type, given);
      checkCount(type.name.slice("itertools.".length), args.length, count, count);
      return make(cls, args);
    },
  );
}
