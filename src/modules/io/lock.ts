/** One fiber at a time, as CPython's streams have it for threads. */
import { kernelState } from "../../kernel/access.ts";
import { Park, type Token } from "../../kernel/kernel.ts";
import { current } from "../../objects/current.ts";
import type { Value } from "../../objects/object.ts";
import { type Pending, TrapRequest } from "../../objects/requests.ts";

export class Lock {
  #owner: unknown = null;
  readonly #waiting: Token[] = [];

  get isFree(): boolean {
    return this.#owner === null;
  }

  /** Waits until it is free, and takes it. `refuse` raises where the same fiber has it. */
  *take(refuse: () => Generator<Pending, never, Value>): Generator<Pending, void, Value> {
    while (this.#owner !== null) {
      if (this.#owner === current.fiber) yield* refuse();
      yield new TrapRequest(
        new Park(
          "another task's use of the stream",
          (token) => {
            this.#waiting.push(token);
            return null;
          },
          kernelState().isCooperative,
          true,
        ),
      );
    }
    this.#owner = current.fiber;
  }

  release(): void {
    this.#owner = null;
    // A stale token wakes nobody.
    let next = this.#waiting.shift();
    while (next?.isStale === true) next = this.#waiting.shift();
    next?.wake({ kind: "value", value: null });
  }
}
