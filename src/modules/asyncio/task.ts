/** asyncio.Task: a coroutine on a fiber of its own, stepped by its loop. */

import { Handoff, type Park } from "../../kernel/kernel.ts";
import { E, isThrown, newException, type PyException, raise } from "../../objects/errors.ts";
import { layout, type PyObject, type Value } from "../../objects/object.ts";
import { getAttribute, setAttribute } from "../../objects/protocols/attributes.ts";
import { reprOf } from "../../objects/protocols/text.ts";
import { truthOf } from "../../objects/protocols/truth.ts";
import {
  CallRequest,
  call,
  isPending,
  type NativeGenerator,
  type Pending,
  TrapRequest,
} from "../../objects/requests.ts";
import { PyType } from "../../objects/type.ts";
import { generatorType } from "../../objects/types.ts";
import { AwaitFrame } from "../../vm/await-frame.ts";
import { begin, beginWithError } from "../../vm/begin.ts";
import { type Exit, Fiber, PyGenerator } from "../../vm/frame.ts";
import type { Resume } from "../../vm/machine.ts";
import { machine } from "../../vm/state.ts";
import { CancelledError, futureType, PyFuture } from "./future.ts";
import { Step } from "./handles.ts";
import type { EventLoop } from "./loop.ts";

export const taskType = new PyType("Task", [futureType]);
taskType.hasDict = true;
taskType.hasWeakref = true;

export class PyTask extends PyFuture {
  readonly coroutine: Value;
  readonly fiber: Fiber;
  name: Value;
  readonly context: PyObject;
  mustCancel = false;
  cancelRequests = 0;
  /** The future it waits for. */
  waiter: PyFuture | null = null;
  /** A future of another kind (duck-typed) that it waits for. */
  foreignWaiter: Value = null;
  #isStarted = false;
  logDestroyPending = true;

  constructor(loop: EventLoop, coroutine: Value, iterator: Value, name: Value, context: PyObject) {
    super(loop);
    this.coroutine = coroutine;
    this.name = name;
    this.context = context;
    this.fiber = new Fiber(machine.fiber.thread);
    this.fiber.isTask = true;
    this.fiber.context = context;
    this.#iterator = iterator;
    loop.kernel.setDriver(this.fiber, this);
  }
  readonly #iterator: Value;

  start(): void {
    this.loop.tasks.add(this);
    this.loop.addStep(new Step(() => this.step(null)));
  }

  /** Takes the first step now, within the step of whoever makes the task. */
  startEagerly(): Pending {
    this.loop.tasks.add(this);
    return this.#stepNow(null) as Pending;
  }

  /** A step that whoever asks for it waits for. */
  #stepNow(error: PyException | null): Pending | null {
    if (this.isDone) return null;
    const { loop, fiber } = this;
    const outer = loop.currentTask;
    const begin = (depth: number): Resume => {
      fiber.depth = depth;
      return this.#enter(this.#resumption(error));
    };
    const end = (back: Fiber): void => {
      // After a pause it is no step of the loop's any more that goes on, and it has to be told apart by holding the loop up.
      if (loop.currentTask !== this) loop.hold(back);
      loop.currentTask = outer;
    };
    return new TrapRequest(new Handoff(fiber, begin, end));
  }

  /** `Task.cancel`: what it waits for is asked first, by a `cancel` that may be Python's. */
  *requestCancel(message: Value): NativeGenerator {
    this.isUnread = false;
    if (this.isDone) return false;
    this.cancelRequests++;
    const waiter = this.waiter ?? this.foreignWaiter;
    if (waiter !== null) {
      if (yield* cancelWaiter(waiter, message)) return true;
    } else if (this.loop.kernel.isParked(this.fiber) && this.#isWaitingForHost) {
      // A wait for the host is cancelled at the wait itself.
      const error =
        message === null ? newException(CancelledError) : newException(CancelledError, message);
      this.loop.kernel.interrupt(this.fiber, error);
      return true;
    }
    this.mustCancel = true;
    this.cancelMessage = message;
    return true;
  }
  #isWaitingForHost = false;

  /** One step: sends None into the coroutine, or throws `error` into it. */
  step(error: PyException | null): void {
    if (!this.isDone) this.#drive(this.#resumption(error));
  }

  /** How a step goes on. */
  #resumption(error: PyException | null): Resume {
    if (this.mustCancel) {
      if (error === null || !error.shape.type.isSubtype(CancelledError))
        error = this.cancelledError();
      this.mustCancel = false;
    }
    this.waiter = null;
    this.foreignWaiter = null;
    return error === null ? { kind: "value", value: null } : { kind: "error", exception: error };
  }

  #drive(resume: Resume): void {
    const { loop, fiber } = this;
    const outer = loop.currentTask;
    loop.kernel.drive(fiber, this.#enter(resume));
    // While it holds the loop up (a blocking call, the end of its slice) it is still the task that runs.
    if (loop.held === null) loop.currentTask = outer;
  }

  /** It is the task that runs now. */
  #enter(resume: Resume): Resume {
    const { loop, fiber } = this;
    loop.currentTask = this;
    // Whoever made it, it runs where its loop does.
    fiber.thread = loop.thread;
    if (this.#isStarted) return resume;
    this.#isStarted = true;
    const frame = new AwaitFrame(this.#iterator);
    return resume.kind === "error" ? beginWithError(frame, resume.exception) : begin(frame);
  }

  // --- as the driver of its fiber ---

  /** The coroutine yielded to the loop. */
  onTrap(_fiber: Fiber, value: Value): void {
    const { loop } = this;
    loop.release(this.fiber);
    if (value instanceof PyFuture) {
      if (value.loop !== loop)
        return this.#fail(
          `Task ${this.#shown()} got Future ${shown(value)} attached to a different loop`,
        );
      if (!value.isBlocking)
        return this.#fail(
          `yield was used instead of yield from in task ${this.#shown()} with ${shown(value)}`,
        );
      if (value === this) return this.#fail(`Task cannot await on itself: ${this.#shown()}`);
      value.isBlocking = false;
      this.waiter = value;
      value.addStep((future) => this.#wake(future));
      if (this.mustCancel) loop.perform(this.#passCancellationOn(value), this.context);
      return;
    }
    if (value === null) {
      loop.addStep(new Step(() => this.step(null)));
      return;
    }
    if (value instanceof PyGenerator && value.shape.type === generatorType)
      return this.#fail(
        `yield was used instead of yield from for generator in task ${this.#shown()}`,
      );
    loop.perform(this.#adopt(value), this.context);
  }

  *#passCancellationOn(waiter: PyFuture): NativeGenerator {
    if (yield* cancelWaiter(waiter, this.cancelMessage)) this.mustCancel = false;
    return null;
  }

  /** A future of another library, by `_asyncio_future_blocking`. */
  *#adopt(value: Value): NativeGenerator {
    let blocking: Value | undefined;
    try {
      const found = getAttribute(value, "_asyncio_future_blocking");
      blocking = (isPending(found) ? yield found : found) ?? null;
    } catch (error) {
      if (!isThrown(error, E.AttributeError)) throw error;
    }
    if (blocking === undefined || blocking === null) {
      const text = reprOf(value);
      this.#fail(`Task got bad yield: ${isPending(text) ? yield text : text}`);
      return null;
    }
    if (blocking !== true) {
      this.#fail(`yield was used instead of yield from in task ${this.#shown()}`);
      return null;
    }
    const cleared = setAttribute(value, "_asyncio_future_blocking", false);
    if (isPending(cleared)) yield cleared;
    this.foreignWaiter = value;
    const add = getAttribute(value, "add_done_callback");
    const method = (isPending(add) ? yield add : add) as Value;
    const wakeUp = this.loop.nativeCallback((future) => this.#wakeBy(future));
    yield new CallRequest(method, [wakeUp], new Map([["context", this.context]]));
    return null;
  }

  *#wakeBy(future: Value): NativeGenerator {
    const { currentTask } = this.loop;
    if (currentTask !== null) {
      const [own, other] = [reprOf(this), reprOf(currentTask)];
      const text = `Cannot enter into task ${isPending(own) ? yield own : own} while another task ${isPending(other) ? yield other : other} is being executed.`;
      raise(E.RuntimeError, text);
    }
    let error: PyException | null = null;
    try {
      const result = getAttribute(future, "result");
      yield call((isPending(result) ? yield result : result) as Value);
    } catch (thrown) {
      if (!isThrown(thrown, E.BaseException)) throw thrown;
      error = thrown.exception;
    }
    const step = this.#stepNow(error);
    if (step !== null) yield step;
    return null;
  }

  #fail(message: string): void {
    const error = newException(E.RuntimeError, message);
    this.loop.addStep(new Step(() => this.step(error)));
  }

  #wake(future: PyFuture): void {
    let error: PyException | null = null;
    try {
      future.result();
    } catch (thrown) {
      if (!isThrown(thrown, E.BaseException)) throw thrown;
      error = thrown.exception;
    }
    this.step(error);
  }

  onEnd(_fiber: Fiber, exit: Exit & { kind: "done" | "error" }): void {
    this.loop.release(this.fiber);
    this.loop.tasks.delete(this);
    if (exit.kind === "done") {
      if (this.mustCancel) {
        this.mustCancel = false;
        super.cancel(this.cancelMessage);
      } else super.setResult(exit.value);
      return;
    }
    const { exception } = exit;
    const { type } = exception.shape;
    if (type.isSubtype(CancelledError)) {
      this.cancelledException = exception;
      super.cancel(this.cancelMessage);
      return;
    }
    super.setException(exception);
    if (type.isSubtype(E.KeyboardInterrupt) || type.isSubtype(E.SystemExit))
      this.loop.abort(exception);
  }

  onPause(_fiber: Fiber, park: Park | null): void {
    if (park?.isOfTask === true) {
      this.#isWaitingForHost = true;
      this.loop.release(this.fiber);
    } else this.loop.hold(this.fiber);
    if (park?.isOfTask === true && this.mustCancel) {
      this.loop.addStep(
        new Step(() => {
          if (!this.mustCancel) return;
          this.mustCancel = false;
          this.loop.kernel.interrupt(this.fiber, this.cancelledError());
        }),
      );
    }
  }

  onReady(_fiber: Fiber, outcome: Resume): boolean {
    if (!this.#isWaitingForHost) return false;
    // Back from the host: its turn comes in order with the other tasks.
    this.#isWaitingForHost = false;
    this.loop.addStep(new Step(() => this.#drive(outcome)));
    return true;
  }

  #shown(): string {
    return shown(this);
  }
}
layout(PyTask, taskType);

/** Cancels what a task waits for; answers whether it let itself be cancelled. */
function* cancelWaiter(waiter: Value, message: Value): Generator<Pending, boolean, Value> {
  if (waiter instanceof PyFuture && waiter.shape.type === futureType) return waiter.cancel(message);
  const found = getAttribute(waiter, "cancel");
  const cancel = (isPending(found) ? yield found : found) as Value;
  const accepted = yield new CallRequest(cancel, [], new Map([["msg", message]]));
  const truth = truthOf(accepted);
  return (isPending(truth) ? yield truth : truth) as boolean;
}

function shown(future: PyFuture): string {
  return future instanceof PyTask
    ? `<Task name=${JSON.stringify(future.name)}>`
    : "<Future pending>";
}
