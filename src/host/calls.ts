/** A call from the host: Python code on a fiber of its own, and the promise of its result. */
import type { Driver, Park } from "../kernel/kernel.ts";
import type { Timer } from "../kernel/timers.ts";
import { type EventLoop, runningLoop } from "../modules/asyncio/loop.ts";
import { Context } from "../objects/context.ts";
import { E, newException, type PyException } from "../objects/errors.ts";
import type { Value } from "../objects/object.ts";
import { ownAttribute } from "../objects/protocols/attributes.ts";
import type { Exit, Fiber } from "../vm/frame.ts";
import { abortedType, ClosedError, closedType } from "./errors.ts";
import type { CallState, Runtime } from "./runtime.ts";

/** What becomes of a call's end. */
export interface Outcomes {
  done(value: Value): void;
  failed(exception: PyException): void;
  /** The host has ended it itself, and knows why. */
  ended(reason: unknown): void;
}

/** How long until an interruption that could not be delivered is tried again, in seconds. */
const RETRY = 0.001;

export class HostCall implements Driver, CallState {
  readonly fiber: Fiber;
  readonly started: number;
  readonly deadline: number;
  readonly #runtime: Runtime;
  readonly #outcomes: Outcomes;
  readonly #signal: AbortSignal | undefined;
  #interruption: PyException | null = null;
  /** Why the host ended it, once it has. */
  #reason: unknown;
  #isAborted = false;
  #retry: Timer | null = null;
  #expiry: Timer | null = null;
  isOver = false;

  constructor(runtime: Runtime, fiber: Fiber, outcomes: Outcomes, signal: AbortSignal | undefined) {
    this.#runtime = runtime;
    this.#outcomes = outcomes;
    this.#signal = signal;
    this.fiber = fiber;
    const { wallClock } = runtime.options.limits;
    const { kernel } = runtime;
    if (wallClock === undefined || runtime.options.isDeterministic) {
      this.started = 0;
      this.deadline = Number.POSITIVE_INFINITY;
    } else {
      this.started = kernel.clock.monotonic();
      this.deadline = this.started + wallClock / 1000;
      this.#expiry = kernel.at(this.deadline, () => this.#expire(wallClock));
    }
    signal?.addEventListener("abort", this, { once: true });
    runtime.calls.set(fiber.thread, this);
  }

  /** The signal's listener. */
  handleEvent(): void {
    this.abort(newException(abortedType, "aborted by the host"), this.#signal?.reason);
  }

  close(): void {
    this.abort(newException(closedType, "the interpreter is closing"), new ClosedError());
  }

  /** Ends the call by an exception; unless the program has something else to say, it rejects with `reason`. */
  abort(exception: PyException, reason: unknown): void {
    this.#isAborted = true;
    this.#reason = reason;
    this.interrupt(exception);
  }

  /** Raises an exception in what runs or waits in this call. */
  interrupt(exception: PyException): void {
    this.#interruption = exception;
    this.#runtime.requestBreak();
    this.#deliver();
  }

  takeInterruption(): PyException | null {
    const exception = this.#interruption;
    this.#interruption = null;
    return exception;
  }

  condemn(): void {
    this.fiber.isCondemned = true;
  }

  /** Where it waits, the exception is raised now; where it runs, at its next break. */
  #deliver(): void {
    this.#retry?.cancel();
    this.#retry = null;
    const exception = this.#interruption;
    if (exception === null || this.isOver) return;
    const { kernel } = this.#runtime;
    const loop = runningLoop(kernel, this.fiber.thread);
    const held = loop?.held ?? null;
    if (loop !== null && held === null && cancelledByHook(loop, exception)) {
      this.#interruption = null;
      return;
    }
    // Cleared first: it may run at once, up to its next wait.
    this.#interruption = null;
    if (kernel.interrupt(held ?? this.fiber, exception)) return;
    this.#interruption = exception;
    // It is about to go on: the next break, or the next wait, is where it gets the exception.
    this.#retry = kernel.at(kernel.clock.monotonic() + RETRY, () => this.#deliver());
  }

  #expire(limit: number): void {
    const { kernel } = this.#runtime;
    const held = runningLoop(kernel, this.fiber.thread)?.held ?? this.fiber;
    if (!kernel.isParked(held)) return; // It runs, and looks at the clock itself.
    const used = (kernel.clock.monotonic() - this.started) * 1000;
    const exception = this.#runtime.condemn(held, "wallClock", limit, used);
    held.pending = null;
    kernel.interrupt(held, exception);
  }

  // --- as the driver of its fiber ---

  onTrap(fiber: Fiber): void {
    const error = newException(
      E.RuntimeError,
      "a value was yielded to an event loop, but none runs here",
    );
    this.#runtime.kernel.spawn(fiber, this, { kind: "error", exception: error });
  }

  onPause(_fiber: Fiber, park: Park | null): void {
    if (park === null || this.#interruption === null) return;
    this.#retry?.cancel();
    this.#retry = this.#runtime.kernel.at(0, () => this.#deliver());
  }

  onEnd(_fiber: Fiber, exit: Exit & { kind: "done" | "error" }): void {
    if (this.isOver) return;
    this.#leave();
    if (exit.kind === "done") this.#outcomes.done(exit.value);
    else if (this.#isAborted && isOfHost(exit.exception)) this.#outcomes.ended(this.#reason);
    else this.#outcomes.failed(exit.exception);
  }

  /** Drops what has not ended. */
  drop(reason: unknown): void {
    if (this.isOver) return;
    this.#leave();
    this.#outcomes.ended(reason);
  }

  #leave(): void {
    this.isOver = true;
    this.#signal?.removeEventListener("abort", this);
    this.#expiry?.cancel();
    this.#retry?.cancel();
    const { kernel, calls, abandoned } = this.#runtime;
    const { thread } = this.fiber;
    calls.delete(thread);
    // A loop still runs where a limit has passed its `finally`.
    const loop = runningLoop(kernel, thread);
    if (loop === null) return;
    abandoned.add(thread);
    loop.leave();
  }
}

function isOfHost({ shape: { type } }: PyException): boolean {
  return type === abortedType || type === closedType;
}

/** Lets a loop treat KeyboardInterrupt in its own way: asyncio.Runner cancels its main task. */
function cancelledByHook(loop: EventLoop, exception: PyException): boolean {
  if (exception.shape.type !== E.KeyboardInterrupt) return false;
  const hook = ownAttribute(loop, "_interrupt_hook");
  if (hook === undefined || hook === null) return false;
  loop.callSoon(hook, [], new Context());
  return true;
}
