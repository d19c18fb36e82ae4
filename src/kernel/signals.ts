/**
 * Signals. They arrive from the platform, from timers and from programs; what a program has set for one is called in its main
 * thread, on a fiber of its own while the main program waits, or between two of its slices.
 */
import { functionBuilder } from "../objects/define.ts";
import { E, newException, PyThrow } from "../objects/errors.ts";
import type { Value } from "../objects/object.ts";
import { object } from "../objects/params.ts";
import type { PyType } from "../objects/type.ts";

/** The signals of the process, where a program may have them. */
export interface SignalPort {
  /** From now on the signal is told to the interpreter, and does nothing by itself. */
  watch(signal: number): void;
  /** From now on it does what the system does by default. */
  unwatch(signal: number): void;
  /** Sends it to the process. */
  send(signal: number): void;
}

/** Who runs handlers. */
export interface SignalOwner {
  /** Calls a handler in the main thread; what it raises is raised there. */
  callHandler(handler: Value, signal: number): void;
  /** Raises KeyboardInterrupt in what runs for the host. */
  interruptAll(): void;
}

/** As `signal.SIG_DFL` and `signal.SIG_IGN`. */
export const DEFAULT = 0;
export const IGNORE = 1;

export const SIGINT = 2;
const SIGPIPE = 13;
const SIGXFSZ = 25;
/** One more than the largest. */
export const NSIG = 65;

const interrupt = functionBuilder.fn(
  "The default handler for SIGINT: it raises KeyboardInterrupt.",
  [object("signalnum"), object("frame")],
  () => {
    throw new PyThrow(newException(E.KeyboardInterrupt));
  },
);

export class Signals {
  readonly port: SignalPort | null;
  readonly defaultInterrupt = interrupt("default_int_handler", null as unknown as PyType);
  readonly #owner: SignalOwner;
  readonly #handlers = new Map<number, Value>([
    [SIGINT, this.defaultInterrupt],
    [SIGPIPE, IGNORE],
    [SIGXFSZ, IGNORE],
  ]);
  /** Signals that are kept back, and those of them that have arrived. */
  blocked: ReadonlySet<number> = new Set();
  readonly pending = new Set<number>();
  /** Called when a handler has run. */
  readonly #pausing = new Set<() => void>();

  constructor(owner: SignalOwner, port: SignalPort | null) {
    this.#owner = owner;
    this.port = port;
  }

  /** What the program has set for a signal: a callable, SIG_DFL or SIG_IGN. */
  handler(signal: number): Value {
    return this.#handlers.get(signal) ?? DEFAULT;
  }

  setHandler(signal: number, handler: Value): void {
    this.#handlers.set(signal, handler);
    if (handler === DEFAULT) this.port?.unwatch(signal);
    else this.port?.watch(signal);
  }

  isBlocked(signal: number): boolean {
    return this.blocked.has(signal);
  }

  /** Keeps these back; answers which have arrived and are so no longer. */
  setBlocked(blocked: ReadonlySet<number>): number[] {
    this.blocked = blocked;
    const freed = [...this.pending].filter((signal) => !blocked.has(signal));
    for (const signal of freed) this.pending.delete(signal);
    return freed;
  }

  /** One of these that has arrived and was kept back; null if there is none. */
  take(wanted: ReadonlySet<number>): number | null {
    for (const signal of this.pending) {
      if (!wanted.has(signal)) continue;
      this.pending.delete(signal);
      return signal;
    }
    return null;
  }

  #keepBack(signal: number): boolean {
    if (!this.isBlocked(signal)) return false;
    this.pending.add(signal);
    this.handled();
    return true;
  }

  /** The signal has arrived, or is to be thought so; if the program has set nothing for it, it is none of its business. */
  trip(signal: number): void {
    if (this.#keepBack(signal)) return;
    const handler = this.handler(signal);
    if (handler === DEFAULT || handler === IGNORE) return;
    if (handler === this.defaultInterrupt) this.#owner.interruptAll();
    else this.#owner.callHandler(handler, signal);
  }

  /** Likewise; where nothing is set, the system does what it does by default. */
  arrive(signal: number): void {
    if (this.#keepBack(signal)) return;
    if (this.handler(signal) === DEFAULT) {
      this.port?.unwatch(signal);
      this.port?.send(signal);
    } else this.trip(signal);
  }

  /** A handler has run, or a signal that is kept back has arrived. */
  handled(): void {
    for (const wake of [...this.#pausing]) wake();
  }

  /** Calls back after the next handler; answers how to take that back. */
  afterNext(wake: () => void): () => void {
    const once = () => {
      this.#pausing.delete(once);
      wake();
    };
    this.#pausing.add(once);
    return () => this.#pausing.delete(once);
  }
}
