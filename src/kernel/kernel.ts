/**
 * The only code that waits. Almost nothing happens here: fibers that are ready run one after the other; a fiber that
 * waits has left a {@link Token} with somebody, who wakes it. JavaScript callbacks never run Python: they wake, and a
 * turn of the kernel does the rest.
 */
import type { PyException } from "../objects/errors.ts";
import type { Value } from "../objects/object.ts";
import { KernelTrap, type Trap } from "../objects/requests.ts";
import type { Exit, Fiber } from "../vm/frame.ts";
import { isRunning, type Resume, run } from "../vm/machine.ts";
import type { Clock, Host } from "./ports.ts";
import { Queue } from "./queue.ts";
import { type Timer, TimerHeap } from "./timers.ts";

/** How a fiber that waited goes on: with a value or an exception. */
export type Outcome =
  | { readonly kind: "value"; readonly value: Value }
  | { readonly kind: "error"; readonly exception: PyException };

/** The right to wake a fiber once. Waking an older parking does nothing. */
export class Token {
  readonly fiber: Fiber;
  readonly generation: number;
  readonly kernel: Kernel;
  constructor(kernel: Kernel, fiber: Fiber) {
    this.kernel = kernel;
    this.fiber = fiber;
    this.generation = fiber.generation;
  }
  get isStale(): boolean {
    return this.generation !== this.fiber.generation;
  }
  /** Wakes the fiber, unless it was woken since. */
  wake(outcome: Outcome): void {
    if (this.isStale) return;
    this.kernel.makeReady(this.fiber, outcome);
  }
}

/** Stops what was started for a wait, when the wait is cancelled. */
export type Abort = () => void;

/** "Park this fiber": `begin` hands its token to whoever will wake it. */
export class Park extends KernelTrap {
  readonly begin: (token: Token) => Abort | null;
  /** What it waits for, for messages. */
  readonly what: string;
  /** Inside a task, only the task waits, as in `await`; otherwise its loop is held up, as by a blocking call. */
  readonly isOfTask: boolean;
  /** Only the program itself can wake it, by another fiber; otherwise the host may. */
  readonly isInside: boolean;
  constructor(
    what: string,
    begin: (token: Token) => Abort | null,
    isOfTask: boolean,
    isInside = false,
  ) {
    super();
    this.what = what;
    this.begin = begin;
    this.isOfTask = isOfTask;
    this.isInside = isInside;
  }
}

/**
 * "Run that fiber first, until it has made a step; then go on with this one": what a call is between fibers. The kernel keeps
 * who waits for whom, so fibers that start fibers do not grow JavaScript's stack.
 */
export class Handoff extends KernelTrap {
  readonly fiber: Fiber;
  /** Its step begins, as deep as this many frames. */
  readonly begin: (depth: number) => Resume;
  /** It has ended, and whoever handed over goes on. */
  readonly end: (back: Fiber) => void;
  constructor(fiber: Fiber, begin: (depth: number) => Resume, end: (back: Fiber) => void) {
    super();
    this.fiber = fiber;
    this.begin = begin;
    this.end = end;
  }
}

const GO_ON: Resume = { kind: "value", value: null };

/** Is the fiber in the middle of a step, to be continued? */
function isPaused(exit: Exit): boolean {
  return (
    exit.kind === "slice" ||
    (exit.kind === "trap" && exit.trap instanceof Park && !exit.trap.isOfTask)
  );
}

/** Who drives a fiber: gets what it yields to its loop, and its end. */
export interface Driver {
  /** A value for the loop; undefined where the driver has none. */
  onTrap(fiber: Fiber, value: Value): void;
  onEnd(fiber: Fiber, exit: Exit & { kind: "done" | "error" }): void;
  /** It parks in the middle of a step, or (park null) its slice ends. */
  onPause?(fiber: Fiber, park: Park | null): void;
  /** It is ready after a pause; the driver may run it itself, later. */
  onReady?(fiber: Fiber, outcome: Resume): boolean;
}

/** Something else with work of its own: an event loop. */
export interface Pollable {
  /** Whether it has something to do at `now`. */
  isReady(now: number): boolean;
  /** When it will next have something to do, by the monotonic clock; Infinity for never. */
  deadline(): number;
  /** One batch. */
  turn(now: number): void;
}

function depthOf({ top }: Fiber): number {
  return top === null ? 0 : top.depth + 1;
}

/** How long one macrotask may go on, in seconds. */
const TURN_BUDGET = 0.008;
/** How many batches it may take: so many slices of busy fibers are some 20 ms. */
const MAX_BATCHES = 64;

/** Whose kernel it is. */
export interface KernelOwner {
  /** Runs a turn with this interpreter as the current one. */
  within<T>(body: () => T): T;
  /** JavaScript of ours has thrown, between all fibers: nobody else can be told. */
  onFault?(error: unknown): void;
}

export class Kernel {
  readonly clock: Clock;
  readonly host: Host;
  readonly #ready = new Queue<{ fiber: Fiber; resume: Resume }>();
  readonly #timers = new TimerHeap();
  readonly #pollables = new Set<Pollable>();
  readonly #drivers = new WeakMap<Fiber, Driver>();
  /** Waits in progress, with what to do if they are cancelled. */
  readonly #parked = new Map<Fiber, { park: Park; abort: Abort | null }>();
  #isPosted = false;
  #isInTurn = false;
  /** When the burst of turns in this macrotask began; 0 between bursts. */
  #burst = 0;
  #isClosed = false;

  constructor(clock: Clock, host: Host, owner: KernelOwner) {
    this.clock = clock;
    this.host = host;
    this.#owner = owner;
  }
  /** The interpreter, which is the current one during a turn. */
  readonly #owner: KernelOwner;

  /** Starts (or schedules) a fiber. Its first step is in the next turn. */
  spawn(fiber: Fiber, driver: Driver, resume: Resume): void {
    this.#drivers.set(fiber, driver);
    this.#ready.push({ fiber, resume });
    this.post();
  }

  /** Likewise, before all that is ready now. */
  spawnFirst(fiber: Fiber, driver: Driver, resume: Resume): void {
    this.#drivers.set(fiber, driver);
    this.#ready.unshift({ fiber, resume });
    this.post();
  }

  setDriver(fiber: Fiber, driver: Driver): void {
    this.#drivers.set(fiber, driver);
  }

  addPollable(pollable: Pollable): void {
    this.#pollables.add(pollable);
    this.post();
  }

  removePollable(pollable: Pollable): void {
    this.#pollables.delete(pollable);
  }

  /** Wakes a parked fiber. */
  makeReady(fiber: Fiber, outcome: Outcome): void {
    fiber.generation++;
    this.#parked.delete(fiber);
    if (this.#drivers.get(fiber)?.onReady?.(fiber, outcome) === true) {
      this.wakeUp();
      return;
    }
    this.#ready.push({ fiber, resume: outcome });
    this.wakeUp();
  }

  /** Cancels a wait: what was started for it is stopped, and the exception arrives where the fiber waits. */
  interrupt(fiber: Fiber, exception: PyException): boolean {
    const wait = this.#parked.get(fiber);
    if (wait === undefined) return false;
    wait.abort?.();
    this.makeReady(fiber, { kind: "error", exception });
    return true;
  }

  isParked(fiber: Fiber): boolean {
    return this.#parked.has(fiber);
  }

  /** Runs a fiber until it ends or waits, and tells its driver. */
  drive(fiber: Fiber, resume: Resume): void {
    for (;;) {
      const exit: Exit = run(fiber, resume);
      if (exit.kind === "trap" && exit.trap instanceof Handoff) {
        const handoff = exit.trap;
        this.#handedOver.set(handoff.fiber, { fiber, handoff });
        resume = handoff.begin(depthOf(fiber));
        fiber = handoff.fiber;
        continue;
      }
      this.#conclude(fiber, exit);
      const back = this.#handedOver.get(fiber);
      if (back === undefined || isPaused(exit)) return;
      this.#handedOver.delete(fiber);
      back.handoff.end(back.fiber);
      fiber = back.fiber;
      resume = GO_ON;
    }
  }
  /** Who goes on once a fiber has made its step. */
  readonly #handedOver = new Map<Fiber, { readonly fiber: Fiber; readonly handoff: Handoff }>();

  /** Hands over from a fiber that the host runs to its end. */
  handOver(from: Fiber, handoff: Handoff): Resume {
    this.drive(handoff.fiber, handoff.begin(depthOf(from)));
    handoff.end(from);
    return GO_ON;
  }

  /** Does what the end of a stretch of running asks for. */
  #conclude(fiber: Fiber, exit: Exit): void {
    const driver = this.#drivers.get(fiber) as Driver;
    switch (exit.kind) {
      case "done":
      case "error":
        driver.onEnd(fiber, exit);
        break;
      case "slice":
        if (driver.onPause !== undefined) driver.onPause(fiber, null);
        this.#ready.push({ fiber, resume: { kind: "continue" } });
        this.post();
        break;
      case "trap":
        this.#trap(fiber, driver, exit.trap);
    }
  }

  #trap(fiber: Fiber, driver: Driver, trap: Trap): void {
    if (!(trap instanceof KernelTrap)) {
      driver.onTrap(fiber, trap);
      return;
    }
    if (!(trap instanceof Park)) throw new Error(`unknown trap ${trap.constructor.name}`);
    driver.onPause?.(fiber, trap);
    this.#parked.set(fiber, { park: trap, abort: null });
    const token = new Token(this, fiber);
    const abort = trap.begin(token);
    // It may have been woken at once.
    if (!token.isStale) this.#parked.set(fiber, { park: trap, abort });
  }

  /** Wakes the holder of `timer` at `when`, by the monotonic clock. */
  at(when: number, fire: () => void): Timer {
    const timer = this.#timers.add(when, fire);
    if (!this.#isInTurn) this.#setAlarm();
    return timer;
  }

  /** Asks for a turn in a macrotask of its own. */
  post(): void {
    if (this.#isPosted || this.#isInTurn || this.#isClosed) return;
    this.#isPosted = true;
    this.host.post(() => {
      this.#isPosted = false;
      this.#burst = 0;
      this.turn();
    });
  }

  /** Something became ready outside of a turn: runs a turn now if this macrotask has time left, else soon. */
  wakeUp(): void {
    if (this.#isInTurn || this.#isClosed) return;
    if (isRunning()) {
      // A program that the host runs in the same call; others go on when it is through.
      this.post();
      return;
    }
    const now = this.clock.monotonic();
    if (this.#burst === 0) {
      this.#burst = now;
      this.post();
    } else if (now - this.#burst > TURN_BUDGET) {
      this.post();
      return;
    }
    this.turn();
  }

  /** Runs what is ready, until nothing is or the time is up. */
  turn(): void {
    if (this.#isInTurn || this.#isClosed) return;
    this.#isInTurn = true;
    let start = this.clock.monotonic();
    if (this.#burst > 0 && start - this.#burst <= TURN_BUDGET) start = this.#burst;
    let isBusy = true;
    try {
      this.#owner.within(() => {
        // Counted too, for clocks that do not go by themselves.
        for (let left = MAX_BATCHES; left > 0; left--) {
          const now = this.clock.monotonic();
          isBusy = this.#batch(now);
          if (!isBusy || now - start > TURN_BUDGET) break;
        }
      });
    } catch (error) {
      if (this.#owner.onFault === undefined) throw error;
      this.#owner.onFault(error);
    } finally {
      this.#isInTurn = false;
    }
    if (isBusy) this.post();
    else this.#setAlarm();
  }

  /** Due timers, then the fibers ready now, then one batch of each loop. Answers whether there is more. */
  #batch(now: number): boolean {
    let isBusy = this.#timers.fire(now);
    const ready = this.#ready;
    for (let n = ready.length; n > 0; n--) {
      const { fiber, resume } = ready.shift() as { fiber: Fiber; resume: Resume };
      isBusy = true;
      this.drive(fiber, resume);
    }
    for (const pollable of this.#pollables) {
      if (!pollable.isReady(now)) continue;
      isBusy = true;
      pollable.turn(now);
    }
    return isBusy || ready.length > 0;
  }

  /** One alarm, for the earliest deadline. */
  #setAlarm(): void {
    let earliest = this.#timers.deadline();
    for (const pollable of this.#pollables) earliest = Math.min(earliest, pollable.deadline());
    if (earliest === Number.POSITIVE_INFINITY) this.host.clearAlarm();
    else
      this.host.setAlarm(Math.max(0, earliest - this.clock.monotonic()), () => {
        this.#burst = 0;
        this.turn();
      });
  }

  /** Nothing is ready and nothing is due, ever, unless the host wakes somebody. */
  get isIdle(): boolean {
    const now = this.clock.monotonic();
    return (
      this.#ready.length === 0 &&
      this.#timers.deadline() === Number.POSITIVE_INFINITY &&
      ![...this.#pollables].some((p) => p.isReady(now) || p.deadline() !== Number.POSITIVE_INFINITY)
    );
  }

  /** Whether some fiber waits for the host, which may wake it at any time. */
  get waitsForHost(): boolean {
    return [...this.#parked.values()].some(({ park }) => !park.isInside);
  }

  /** The fibers that wait, and for what. */
  parked(): [Fiber, string][] {
    return [...this.#parked].map(([fiber, { park }]) => [fiber, park.what]);
  }

  close(): void {
    this.#isClosed = true;
    this.host.clearAlarm();
  }
}
