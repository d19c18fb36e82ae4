/** A clock that goes only when it is told to, and the event loop of an interpreter that lives by it. */
import type { Clock, Host } from "../kernel/ports.ts";

interface Alarm {
  readonly when: number;
  readonly wake: () => void;
}

/** Of the real event loop, taken at load: fake timers of a test library leave it alone. */
const { setImmediate: immediate = (turn: () => void) => setTimeout(turn, 0) } = globalThis as {
  setImmediate?: (turn: () => void) => unknown;
};

/** Lets everything run that is ready, promises of the host included. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 3; i++) await new Promise<void>((resolve) => void immediate(resolve));
}

/** Rounding must not leave a timer a hair in the future. */
const EPSILON = 1e-9;

export interface VirtualClockOptions {
  /** Whenever nothing but timers is left to wait for, time goes on to the earliest of them. */
  readonly autojump?: boolean;
  /** Seconds since the epoch at the start. */
  readonly epoch?: number;
}

export class VirtualClock implements Clock {
  autojump: boolean;
  readonly #epoch: number;
  #time = 0;
  readonly #alarms = new Set<Alarm>();
  #jump = 0;

  constructor({ autojump = false, epoch = 1_700_000_000 }: VirtualClockOptions = {}) {
    this.autojump = autojump;
    this.#epoch = epoch;
  }

  /** Seconds since the clock was made. */
  get time(): number {
    return this.#time;
  }
  now(): number {
    return this.#epoch + this.#time;
  }
  monotonic(): number {
    return this.#time;
  }
  cpu(): number {
    return this.#time;
  }

  /** When the earliest timer is due, in seconds since the clock was made; Infinity if there is none. */
  get deadline(): number {
    let earliest = Number.POSITIVE_INFINITY;
    for (const { when } of this.#alarms) earliest = Math.min(earliest, when);
    return earliest;
  }

  /** Lets `seconds` pass. Timers on the way fire in order, each at its time, with all that follows from it. */
  advance(seconds: number): Promise<void> {
    return this.advanceTo(this.#time + seconds);
  }

  async advanceTo(time: number): Promise<void> {
    await settle();
    while (this.deadline <= time + EPSILON) {
      this.#fire(this.deadline);
      await settle();
    }
    this.#time = Math.max(this.#time, time);
  }

  /** Goes on to the earliest timer; answers whether there was one. */
  async runNext(): Promise<boolean> {
    await settle();
    const { deadline } = this;
    if (deadline === Number.POSITIVE_INFINITY) return false;
    await this.advanceTo(deadline);
    return true;
  }

  /** Goes on until no timer is left, or `limit` of them have fired: then it throws. */
  async runAll({ limit = 10_000 }: { readonly limit?: number } = {}): Promise<void> {
    for (let i = 0; await this.runNext(); i++)
      if (i >= limit) throw new Error(`there are timers still after ${limit} of them`);
  }

  /** The event loop for one interpreter. `mayJump` says whether only timers can wake it. */
  newHost(mayJump: () => boolean = () => true): Host {
    return new VirtualHost(this, mayJump);
  }

  /** For hosts. */
  add(alarm: Alarm, mayJump: () => boolean): void {
    this.#alarms.add(alarm);
    if (!this.autojump) return;
    const jump = ++this.#jump;
    void settle().then(() => {
      // Something else has happened meanwhile: the next alarm tries again.
      if (jump === this.#jump && this.#alarms.has(alarm) && mayJump()) this.#fire(this.deadline);
    });
  }

  remove(alarm: Alarm): void {
    this.#alarms.delete(alarm);
  }

  #fire(time: number): void {
    this.#time = Math.max(this.#time, time);
    for (const alarm of [...this.#alarms].filter(({ when }) => when <= time)) {
      this.#alarms.delete(alarm);
      alarm.wake();
    }
  }
}

class VirtualHost implements Host {
  readonly #clock: VirtualClock;
  readonly #mayJump: () => boolean;
  #alarm: Alarm | null = null;
  constructor(clock: VirtualClock, mayJump: () => boolean) {
    this.#clock = clock;
    this.#mayJump = mayJump;
  }
  post(turn: () => void): void {
    immediate(turn);
  }
  setAlarm(seconds: number, wake: () => void): void {
    this.clearAlarm();
    this.#alarm = { when: this.#clock.time + seconds, wake };
    this.#clock.add(this.#alarm, this.#mayJump);
  }
  clearAlarm(): void {
    if (this.#alarm !== null) this.#clock.remove(this.#alarm);
    this.#alarm = null;
  }
}
