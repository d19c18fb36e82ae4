/** Timers and clocks of any platform that has those of browsers: workers, and Node too. */
import type { Clock, Host } from "../../kernel/ports.ts";

/** Longer timers fire at once; the kernel looks at the clock and sets the alarm again. */
const LONGEST = 2 ** 31 - 1;

/** `setImmediate` where there is one. */
const immediate = (globalThis as { setImmediate?: (turn: () => void) => unknown }).setImmediate;

/** A macrotask for each turn. A `setTimeout(0)` would take a millisecond, in browsers four. */
function newPoster(): (turn: () => void) => void {
  if (immediate !== undefined) return (turn) => void immediate(turn);
  const { port1, port2 } = new MessageChannel();
  const turns: (() => void)[] = [];
  port1.addEventListener("message", () => turns.shift()?.());
  port1.start();
  return (turn) => {
    turns.push(turn);
    port2.postMessage(null);
  };
}

/** Timers round up, since one that fires early finds nothing due. */
export class TimerHost implements Host {
  readonly #post = newPoster();
  #timer: ReturnType<typeof setTimeout> | undefined;

  post(turn: () => void): void {
    this.#post(turn);
  }
  setAlarm(seconds: number, wake: () => void): void {
    this.clearAlarm();
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        wake();
      },
      Math.min(Math.ceil(seconds * 1000), LONGEST),
    );
  }
  clearAlarm(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

export const webClock: Clock = {
  now: () => Date.now() / 1000,
  monotonic: () => performance.now() / 1000,
  cpu: () => performance.now() / 1000,
};
