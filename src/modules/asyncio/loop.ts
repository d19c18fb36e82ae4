/**
 * The event loop. One turn (`turn`) does what CPython's `_run_once` does: due timers become ready, then exactly the
 * handles that are ready at that moment run; what they add waits for the next turn.
 */

import { type Driver, type Kernel, Park, type Pollable, type Token } from "../../kernel/kernel.ts";
import { Queue } from "../../kernel/queue.ts";
import { TimerHeap } from "../../kernel/timers.ts";
import { Context } from "../../objects/context.ts";
import { E, type PyException, raise } from "../../objects/errors.ts";
import { PyNative } from "../../objects/native.ts";
import { layout, PyObject, type Value } from "../../objects/object.ts";
import { object } from "../../objects/params.ts";
import {
  CallRequest,
  type NativeGenerator,
  type NativeResult,
  type Pending,
  TrapRequest,
} from "../../objects/requests.ts";
import { PyType } from "../../objects/type.ts";
import { objectType } from "../../objects/types.ts";
import { begin } from "../../vm/begin.ts";
import { type Exit, Fiber, type PyGenerator } from "../../vm/frame.ts";
import { machine } from "../../vm/state.ts";
import { copyContext } from "../context-access.ts";
import type { PyFuture } from "./future.ts";
import { PyHandle, PyTimerHandle, type Ready } from "./handles.ts";
import type { PyTask } from "./task.ts";

export const loopType = new PyType("EventLoop", [objectType]);
loopType.hasDict = true;
loopType.hasWeakref = true;

/** The loop that runs on each thread. */
const running = new WeakMap<Kernel, Map<number, EventLoop>>();

export function runningLoop(kernel: Kernel, thread: number): EventLoop | null {
  return running.get(kernel)?.get(thread) ?? null;
}

export function setRunningLoop(kernel: Kernel, thread: number, loop: EventLoop | null): void {
  let byThread = running.get(kernel);
  if (byThread === undefined) {
    byThread = new Map();
    running.set(kernel, byThread);
  }
  if (loop === null) byThread.delete(thread);
  else byThread.set(thread, loop);
}

/** Timers fire this early, as the clock of CPython's loop allows. */
const RESOLUTION = 1e-9;

export class EventLoop extends PyObject implements Pollable {
  override slots: Value[] = [];
  readonly kernel: Kernel;
  readonly tasks = new Set<PyTask>();
  /** Started, and not at their end. */
  readonly asyncGenerators = new Set<PyGenerator>();
  /** One for each function that runs beside the loop (`run_in_executor`), done when it has ended. */
  readonly executing = new Set<PyFuture>();
  /** No further function may run beside it. */
  isExecutorShutDown = false;
  thread = 0;
  currentTask: PyTask | null = null;
  isRunning = false;
  isClosed = false;
  debug = false;
  taskFactory: Value = null;
  exceptionHandler: Value = null;
  readonly #ready = new Queue<Ready>();
  readonly #timers = new TimerHeap();
  readonly #unread = new Set<PyFuture>();
  /** How many handles of the batch are left, where a blocking call holds it up. */
  #left = 0;
  /** A turn has begun whose last handle may be the one that holds it up. */
  #isInTurn = false;
  #held: Fiber | null = null;
  #isStopping = false;
  #runner: Token | null = null;
  #failure: PyException | null = null;
  #sequence = 0;

  constructor(kernel: Kernel) {
    super();
    this.kernel = kernel;
  }

  time(): number {
    return this.kernel.clock.monotonic();
  }

  // --- scheduling ---

  checkClosed(): void {
    if (this.isClosed) raise(E.RuntimeError, "Event loop is closed");
  }

  /** Queues something of the loop's own. */
  addStep(step: Ready): void {
    this.#ready.push(step);
    if (this.isRunning) this.kernel.wakeUp();
  }

  addReady(handle: PyHandle): void {
    this.addStep(handle);
  }

  callSoon(callback: Value, args: Value[], context: PyObject | null): PyHandle {
    this.checkClosed();
    const handle = new PyHandle(this, callback, args, context ?? copyContext());
    this.addReady(handle);
    return handle;
  }

  callAt(when: number, callback: Value, args: Value[], context: PyObject | null): PyTimerHandle {
    this.checkClosed();
    const handle = new PyTimerHandle(
      this,
      when,
      this.#sequence++,
      callback,
      args,
      context ?? copyContext(),
    );
    this.#timers.add(when, () => {
      if (!handle.isCancelled) this.#ready.push(handle);
    });
    return handle;
  }

  /** A Python callable around a native step. */
  nativeCallback(step: (future: Value) => NativeResult): Value {
    return new PyNative("wakeup", "function", null, [object("future")], step, "", false);
  }

  // --- running ---

  isReady(now: number): boolean {
    if (!this.isRunning || this.#held !== null) return false;
    return (
      this.#isStopping ||
      this.#failure !== null ||
      this.#ready.length > 0 ||
      this.#timers.deadline() <= now + RESOLUTION
    );
  }

  deadline(): number {
    return this.isRunning && this.#held === null
      ? this.#timers.deadline()
      : Number.POSITIVE_INFINITY;
  }

  turn(now: number): void {
    if (!this.#isInTurn) {
      this.#isInTurn = true;
      this.#timers.fire(now + RESOLUTION);
      this.#left = this.#ready.length;
    }
    while (this.#left > 0) {
      this.#left--;
      const handle = this.#ready.shift() as Ready;
      if (!handle.isCancelled) handle.run();
      if (this.#held !== null) return;
      if (this.#failure !== null) break;
    }
    this.#isInTurn = false;
    if (this.#failure !== null || this.#isStopping) this.#end();
  }

  /** A blocking call in a task (or callback) holds up the loop until it ends or waits properly. */
  hold(fiber: Fiber): void {
    this.#held = fiber;
  }

  release(fiber: Fiber): void {
    if (this.#held !== fiber) return;
    this.#held = null;
    this.currentTask = null;
  }

  /** The fiber that holds the loop up. */
  get held(): Fiber | null {
    return this.#held;
  }

  /** Runs one Python callback, on a fiber of its own. */
  runCallback(handle: PyHandle): void {
    const { callback, args } = handle;
    this.#run(new CallRequest(callback, args, null), handle.context, handle);
  }

  /** Runs a native that may make requests, on a fiber of its own. */
  perform(pending: Pending, context: PyObject = new Context()): void {
    this.#run(pending, context, null);
  }

  #run(pending: Pending, context: PyObject, handle: PyHandle | null): void {
    const fiber = new Fiber(this.thread);
    fiber.context = context;
    const outer = this.currentTask;
    this.currentTask = null;
    const driver: Driver = {
      onTrap: () => undefined,
      onPause: () => this.hold(fiber),
      onEnd: (_f: Fiber, exit: Exit & { kind: "done" | "error" }) => {
        this.release(fiber);
        if (exit.kind === "error") this.#callbackFailed(exit.exception, handle);
      },
    };
    this.kernel.setDriver(fiber, driver);
    this.kernel.drive(fiber, begin(pending));
    if (this.#held === null) this.currentTask = outer;
  }

  #callbackFailed(exception: PyException, handle: PyHandle | null): void {
    const { type } = exception.shape;
    if (type.isSubtype(E.KeyboardInterrupt) || type.isSubtype(E.SystemExit)) {
      this.abort(exception);
      return;
    }
    this.onCallbackError?.(exception, handle);
  }
  /** Reports an exception of a callback: `call_exception_handler`, which needs Python values. */
  onCallbackError: ((exception: PyException, handle: PyHandle | null) => void) | null = null;
  onUnread: ((future: PyFuture) => void) | null = null;
  /** An asynchronous generator was dropped before its end: it has to be closed. */
  onDropped: ((generator: PyGenerator) => void) | null = null;

  /** Ends `run_forever` with an exception. */
  abort(exception: PyException): void {
    this.#failure = exception;
    if (this.#held === null) this.kernel.wakeUp();
  }

  stop(): void {
    this.#isStopping = true;
    if (this.isRunning) this.kernel.wakeUp();
  }

  #end(): void {
    const token = this.#runner;
    const failure = this.#failure;
    this.#isStopping = false;
    this.#failure = null;
    this.#left = 0;
    this.#isInTurn = false;
    if (token === null) return;
    this.#runner = null;
    this.leave();
    token.wake(
      failure === null ? { kind: "value", value: null } : { kind: "error", exception: failure },
    );
  }

  /** The loop runs no longer. */
  leave(): void {
    this.isRunning = false;
    this.kernel.removePollable(this);
    setRunningLoop(this.kernel, this.thread, null);
  }

  checkRunnable(): void {
    this.checkClosed();
    if (this.isRunning) raise(E.RuntimeError, "This event loop is already running");
    if (runningLoop(this.kernel, machine.fiber.thread) !== null)
      raise(E.RuntimeError, "Cannot run the event loop while another loop is running");
  }

  /** Runs until `stop`, while the calling fiber waits. */
  *runForever(): NativeGenerator {
    this.checkRunnable();
    this.thread = machine.fiber.thread;
    this.isRunning = true;
    setRunningLoop(this.kernel, this.thread, this);
    try {
      yield new TrapRequest(
        new Park(
          "the event loop",
          (token) => {
            this.#runner = token;
            this.kernel.addPollable(this);
            return () => {
              this.#runner = null;
            };
          },
          false,
          true,
        ),
      );
    } finally {
      if (this.isRunning) this.leave();
    }
    return null;
  }

  close(): void {
    if (this.isRunning) raise(E.RuntimeError, "Cannot close a running event loop");
    if (this.isClosed) return;
    this.isClosed = true;
    this.reportUnread();
  }

  // --- exceptions that nobody looked at ---

  noteUnread(future: PyFuture): void {
    this.#unread.add(future);
  }

  reportUnread(): void {
    for (const future of this.#unread) if (future.isUnread) this.onUnread?.(future);
    this.#unread.clear();
  }
}
layout(EventLoop, loopType);
