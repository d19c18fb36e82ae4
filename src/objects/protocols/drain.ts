/** How natives go through an iterable: at once as far as no Python code runs, then as a frame with explicit state. */
import { charge } from "../current.ts";
import type { Value } from "../object.ts";
import { isPending, NativeFrame, type NativeResult, PAUSE, type Pending } from "../requests.ts";
import { askIterator, checkIterator, EXHAUSTED, NextRequest, PyIterator } from "./iterate.ts";

/** What is waited for: the iterator, an item, what {@link DrainFrame.take} asked for, or nothing but that it goes on. */
const State = { iterating: 0, nexting: 1, taking: 2, pausing: 3 } as const;

/** Work is charged once for so many items. */
const CHARGED_ITEMS = 64;

/**
 * Takes every item of an iterable. `return new SomeDrain(…).from(iterable)` is all that a native has to do; a
 * subclass says what becomes of an item, and what the result is.
 */
export abstract class DrainFrame extends NativeFrame {
  #iterator: Value | undefined;
  #state: number = State.iterating;
  /** What was asked for before the machine took over. */
  #first: Pending | null = null;
  #count = 0;

  /** Takes one item. A request is waited for, and its answer goes to {@link taken}. */
  protected abstract take(item: Value): Pending | undefined;
  protected abstract finish(): NativeResult;
  /** Takes an answer; a further request is waited for likewise. */
  protected taken(_answer: Value): Pending | undefined {
    return undefined;
  }

  /** Ends here, whatever is left. */
  protected stop(): void {
    this.#isStopped = true;
  }
  #isStopped = false;

  /** Goes through `iterable`; the answer is the result, or a frame that ends in it. */
  from(iterable: Value): NativeResult {
    const iterator = askIterator(iterable);
    if (!isPending(iterator)) return this.over(checkIterator(iterator ?? null));
    this.#first = iterator;
    return this;
  }

  /** Goes through what an iterator has left. */
  over(iterator: Value): NativeResult {
    this.#iterator = iterator;
    const result = this.#run();
    // What makes a request is this frame, once it is on the stack.
    if (this.#isWaiting) {
      this.#first = result as Pending;
      return this;
    }
    return result;
  }
  #isWaiting = false;

  override resume(answer: Value | undefined): NativeResult {
    if (this.#first !== null) {
      const first = this.#first;
      this.#first = null;
      return first;
    }
    if (this.#state === State.nexting) {
      if (answer === EXHAUSTED) return this.finish();
      const pending = this.#take(answer as Value);
      if (pending !== undefined) return pending;
    } else if (this.#state === State.taking) {
      const pending = this.taken(answer as Value);
      if (pending !== undefined) return pending;
    } else if (this.#state === State.iterating) this.#iterator = checkIterator(answer as Value);
    return this.#run();
  }

  /** Asks for the next item: always in the same words. */
  #request(iterator: Value): NextRequest {
    this.#next ??= new NextRequest(iterator);
    return this.#next;
  }
  #next: NextRequest | null = null;

  #take(item: Value): Pending | undefined {
    const pending = this.take(item);
    if (pending !== undefined) this.#state = State.taking;
    return pending;
  }

  /** Runs until the end, or until something has to be waited for. */
  #run(): NativeResult {
    const iterator = this.#iterator as Value;
    this.#isWaiting = true;
    for (;;) {
      if (this.#isStopped) break;
      if (++this.#count % CHARGED_ITEMS === 0 && charge(CHARGED_ITEMS)) {
        this.#state = State.pausing;
        return PAUSE;
      }
      const item =
        iterator instanceof PyIterator && iterator.shape.type.isBuiltin
          ? iterator.next()
          : this.#request(iterator);
      if (item === undefined || item === EXHAUSTED) break;
      if (isPending(item)) {
        this.#state = State.nexting;
        return item;
      }
      const pending = this.#take(item);
      if (pending !== undefined) return pending;
    }
    this.#isWaiting = false;
    return this.finish();
  }
}

/** Carries on a generator that made its first request outside of the machine. */
class StartedFrame extends NativeFrame {
  readonly #body: Generator<Pending, NativeResult, Value>;
  #first: Pending | null;
  constructor(body: Generator<Pending, NativeResult, Value>, first: Pending) {
    super();
    this.#body = body;
    this.#first = first;
  }
  override resume(answer: Value | undefined): NativeResult {
    if (this.#first !== null) {
      const first = this.#first;
      this.#first = null;
      return first;
    }
    return this.#body.next(answer as Value).value;
  }
  override throwIn(error: unknown): NativeResult {
    return this.#body.throw(error).value;
  }
}

/**
 * Runs a native generator at once as far as it goes without a request, so that it need not be written twice. Only
 * for bodies that do not call themselves through nested data.
 */
export function eager(body: Generator<Pending, NativeResult, Value>): NativeResult {
  const step = body.next();
  return step.done === true ? step.value : new StartedFrame(body, step.value as Pending);
}
