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

/** Who has made the calls, and knows what becomes of their ends. */
export interface CallOwner {
  readonly runtime: Runtime;
  onDone(call: HostCall, value: Value): void;
  onFailed(call: HostCall, exception: PyException): void;
  /** The host has ended it itself, and knows why. */
  onEnded(call: HostCall, reason: unknown): void;
}

/** An exception by which the host ends a call. */
interface Ending {
  /** Null once it is delivered. */
  exception: PyException | null;
  /** With what the call rejects then; undefined where the exception is the program's own affair. */
  readonly reason: { readonly value: unknown } | null;
  retry: Timer | null;
}

interface Expiry {
  readonly started: number;
  readonly deadline: number;
  timer: Timer;
}

/** How long until what could not be interrupted is tried again, in seconds. */
const RETRY = 0.001;

/** There may be many thousands of these: what few of them need is apart. */
export class HostCall implements Driver, CallState {
  readonly fiber: Fiber;
  readonly resolve: (value: never) => void;
  readonly reject: (reason: unknown) => void;
  /** What the host gets for the result. */
  readonly convert: (value: Value) => unknown;
  readonly #owner: CallOwner;
  readonly #signal: AbortSignal | undefined;
  #ending: Ending | null = null;
  readonly #expiry: Expiry | null;
  isOver = false;

  constructor(
    owner: CallOwner,
    fiber: Fiber,
    convert: (value: Value) => unknown,
    resolve: (value: never) => void,
    reject: (reason: unknown) => void,
    signal: AbortSignal | undefined,
  ) {
    this.#owner = owner;
    this.fiber = fiber;
    this.convert = convert;
    this.resolve = resolve;
    this.reject = reject;
    this.#signal = signal;
    const { options, calls } = owner.runtime;
    const { wallClock } = options.limits;
    this.#expiry =
      wallClock === undefined || options.isDeterministic ? null : this.#expireAfter(wallClock);
    signal?.addEventListener("abort", this, { once: true });
    calls.set(fiber.thread, this);
  }

  get deadline(): number {
    return this.#expiry === null ? Number.POSITIVE_INFINITY : this.#expiry.deadline;
  }

  get started(): number {
    return this.#expiry === null ? 0 : this.#expiry.started;
  }

  #expireAfter(limit: number): Expiry {
    const { kernel } = this.#owner.runtime;
    const started = kernel.clock.monotonic();
    const deadline = started + limit / 1000;
    return { started, deadline, timer: kernel.at(deadline, () => this.#expire(limit)) };
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
    this.#interrupt(exception, { value: reason });
  }

  /** Raises an exception in what runs or waits in this call. */
  interrupt(exception: PyException): void {
    this.#interrupt(exception, this.#ending?.reason ?? null);
  }

  #interrupt(exception: PyException, reason: Ending["reason"]): void {
    this.#ending?.retry?.cancel();
    this.#ending = { exception, reason, retry: null };
    this.#owner.runtime.requestBreak();
    this.#deliver(this.#ending);
  }

  takeInterruption(): PyException | null {
    const ending = this.#ending;
    if (ending === null) return null;
    const { exception } = ending;
    this.#setPending(ending, null);
    return exception;
  }

  #setPending(ending: Ending, exception: PyException | null): void {
    ending.exception = exception;
    const { interrupted } = this.#owner.runtime;
    if (exception === null) interrupted.delete(this);
    else interrupted.add(this);
  }

  condemn(): void {
    this.fiber.isCondemned = true;
  }

  /** Where it waits, the exception is raised now; where it runs, at its next break. */
  #deliver(ending: Ending): void {
    ending.retry?.cancel();
    ending.retry = null;
    const { exception } = ending;
    if (exception === null || this.isOver) return;
    // Cleared first: it may run at once, up to its next wait.
    this.#setPending(ending, null);
    const { kernel } = this.#owner.runtime;
    const loop = runningLoop(kernel, this.fiber.thread);
    const held = loop?.held ?? null;
    if (loop !== null && held === null && cancelledByHook(loop, exception)) return;
    if (kernel.interrupt(held ?? this.fiber, exception)) return;
    // It is about to go on: the next break, or the next wait, is where it gets the exception.
    this.#setPending(ending, exception);
    ending.retry = kernel.at(kernel.clock.monotonic() + RETRY, () => this.#deliver(ending));
  }

  #expire(limit: number): void {
    const { kernel } = this.#owner.runtime;
    const held = runningLoop(kernel, this.fiber.thread)?.held ?? this.fiber;
    if (!kernel.isParked(held)) {
      // It runs, and looks at the clock itself, unless it waits before.
      if (this.#expiry !== null)
        this.#expiry.timer = kernel.at(kernel.clock.monotonic() + RETRY, () => this.#expire(limit));
      return;
    }
    const used = (kernel.clock.monotonic() - this.started) * 1000;
    const exception = this.#owner.runtime.condemn(held, "wallClock", limit, used);
    held.pending = null;
    kernel.interrupt(held, exception);
  }

  // --- as the driver of its fiber ---

  onTrap(fiber: Fiber): void {
    const error = newException(
      E.RuntimeError,
      "a value was yielded to an event loop, but none runs here",
    );
    this.#owner.runtime.kernel.spawn(fiber, this, { kind: "error", exception: error });
  }

  onPause(_fiber: Fiber, park: Park | null): void {
    const ending = this.#ending;
    if (park === null || ending === null || ending.exception === null) return;
    ending.retry?.cancel();
    ending.retry = this.#owner.runtime.kernel.at(0, () => this.#deliver(ending));
  }

  onEnd(_fiber: Fiber, exit: Exit & { kind: "done" | "error" }): void {
    if (this.isOver) return;
    this.#leave();
    const reason = this.#ending?.reason ?? null;
    if (exit.kind === "done") this.#owner.onDone(this, exit.value);
    else if (reason !== null && isOfHost(exit.exception)) this.#owner.onEnded(this, reason.value);
    else this.#owner.onFailed(this, exit.exception);
  }

  /** Drops what has not ended. */
  drop(reason: unknown): void {
    if (this.isOver) return;
    this.#leave();
    this.#owner.onEnded(this, reason);
  }

  #leave(): void {
    this.isOver = true;
    this.#signal?.removeEventListener("abort", this);
    this.#expiry?.timer.cancel();
    this.#ending?.retry?.cancel();
    const { runtime } = this.#owner;
    const { kernel, calls, abandoned } = runtime;
    const { thread } = this.fiber;
    runtime.interrupted.delete(this);
    calls.delete(thread);
    // A loop still runs where a limit has passed its `finally`.
    // What its threads do has no end otherwise.
    if (this.#ending !== null || this.fiber.isCondemned) runtime.endThreads(thread);
    runtime.forgetThread(thread);
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
