/** Fibers that wait for something inside the program: for a lock, or for the end of a thread. */
import { kernelState } from "../../kernel/access.ts";
import { Park, type Token } from "../../kernel/kernel.ts";
import type { Timer } from "../../kernel/timers.ts";
import { TrapRequest } from "../../objects/requests.ts";

interface Waiter {
  readonly token: Token;
  /** How often the lock is to be taken for it. */
  readonly count: number;
  timer: Timer | null;
}

/** First come, first served. */
export class Waiters {
  readonly #queue = new Set<Waiter>();

  /** Parks the fiber until it is woken (the answer is True), or so many seconds have passed (False). */
  wait(what: string, seconds: number | null, count = 1): TrapRequest {
    const { kernel, isCooperative } = kernelState();
    const begin = (token: Token) => {
      const waiter: Waiter = { token, count, timer: null };
      this.#queue.add(waiter);
      if (seconds !== null)
        waiter.timer = kernel.at(kernel.clock.monotonic() + seconds, () => {
          this.#queue.delete(waiter);
          token.wake({ kind: "value", value: false });
        });
      return () => {
        this.#queue.delete(waiter);
        waiter.timer?.cancel();
      };
    };
    return new TrapRequest(new Park(what, begin, isCooperative, true));
  }

  /** Wakes who has waited longest: its thread, and how often it wants the lock; null if nobody waits. */
  wakeOne(): { readonly thread: number; readonly count: number } | null {
    for (const waiter of this.#queue) {
      const { token, count, timer } = waiter;
      this.#queue.delete(waiter);
      timer?.cancel();
      if (token.isStale) continue;
      token.wake({ kind: "value", value: true });
      return { thread: token.fiber.thread, count };
    }
    return null;
  }

  wakeAll(): void {
    while (this.wakeOne() !== null);
  }

  clear(): void {
    this.#queue.clear();
  }
}
