/** asyncio.Future: a result to come, and who waits for it. */
import { E, newException, type PyException, PyThrow, raise } from "../../objects/errors.ts";
import { layout, PyObject, type Value } from "../../objects/object.ts";
import { PyType } from "../../objects/type.ts";
import { objectType } from "../../objects/types.ts";
import { NativeAwaitable } from "../../vm/generators.ts";
import { copyContext } from "../context-access.ts";
import { PyHandle, Step } from "./handles.ts";
import type { EventLoop } from "./loop.ts";

export const CancelledError = new PyType("asyncio.exceptions.CancelledError", [E.BaseException]);
export const InvalidStateError = new PyType("asyncio.exceptions.InvalidStateError", [E.Exception]);
export const futureType = new PyType("Future", [objectType]);
futureType.hasDict = true;
futureType.hasWeakref = true;

export const FutureState = { PENDING: 0, CANCELLED: 1, FINISHED: 2 } as const;

/** Called when a future is done: a Python callable in a context, or a step of the loop's own. */
type DoneCallback =
  | { readonly fn: Value; readonly context: PyObject }
  | { readonly step: (future: PyFuture) => void };

export class PyFuture extends PyObject {
  loop: EventLoop;
  state: number = FutureState.PENDING;
  resultValue: Value = null;
  failure: PyException | null = null;
  cancelMessage: Value = null;
  callbacks: DoneCallback[] = [];
  /** Set while a task that yielded it has not seen it: `await` was used, not `yield`. */
  isBlocking = false;
  /** Its exception has not been looked at. */
  isUnread = false;

  constructor(loop: EventLoop) {
    super();
    this.loop = loop;
  }

  get isDone(): boolean {
    return this.state !== FutureState.PENDING;
  }

  /** The result, or the exception raised. */
  result(): Value {
    switch (this.state) {
      case FutureState.CANCELLED:
        throw new PyThrow(this.cancelledError());
      case FutureState.PENDING:
        raise(InvalidStateError, "Result is not set.");
    }
    this.isUnread = false;
    if (this.failure !== null) {
      // Each reader gets the exception as it was set, without the frames that earlier readers added.
      this.failure.traceback = this.#failureTraceback;
      throw new PyThrow(this.failure);
    }
    return this.resultValue;
  }
  #failureTraceback: PyObject | null = null;

  exception(): Value {
    switch (this.state) {
      case FutureState.CANCELLED:
        throw new PyThrow(this.cancelledError());
      case FutureState.PENDING:
        raise(InvalidStateError, "Exception is not set.");
    }
    this.isUnread = false;
    return this.failure;
  }

  /** The CancelledError to raise; one is made and given out once. */
  cancelledError(): PyException {
    if (this.cancelledException !== null) {
      const error = this.cancelledException;
      this.cancelledException = null;
      return error;
    }
    return this.cancelMessage === null
      ? newException(CancelledError)
      : newException(CancelledError, this.cancelMessage);
  }
  cancelledException: PyException | null = null;

  setResult(value: Value): void {
    if (this.isDone) raise(InvalidStateError, "invalid state");
    this.resultValue = value;
    this.state = FutureState.FINISHED;
    this.schedule();
  }

  setException(exception: PyException): void {
    if (this.isDone) raise(InvalidStateError, "invalid state");
    this.failure = exception;
    this.#failureTraceback = exception.traceback;
    this.state = FutureState.FINISHED;
    this.isUnread = true;
    this.loop.noteUnread(this);
    this.schedule();
  }

  cancel(message: Value): boolean {
    this.isUnread = false;
    if (this.isDone) return false;
    this.state = FutureState.CANCELLED;
    this.cancelMessage = message;
    this.schedule();
    return true;
  }

  protected schedule(): void {
    const { callbacks, loop } = this;
    this.callbacks = [];
    for (const callback of callbacks) this.#schedule(loop, callback);
  }

  #schedule(loop: EventLoop, callback: DoneCallback): void {
    if ("step" in callback) loop.addStep(new Step(() => callback.step(this)));
    else loop.addReady(new PyHandle(loop, callback.fn, [this], callback.context));
  }

  addCallback(fn: Value, context: PyObject | null): void {
    const callback = { fn, context: context ?? copyContext() };
    if (this.isDone) this.#schedule(this.loop, callback);
    else this.callbacks.push(callback);
  }

  /** Wakes natives; takes a turn of the loop, like any callback. */
  addStep(step: (future: PyFuture) => void): void {
    if (this.isDone) this.#schedule(this.loop, { step });
    else this.callbacks.push({ step });
  }
}
layout(PyFuture, futureType);

/** What `await future` steps: yields the future to the task, then has its result. */
export class FutureIterator extends NativeAwaitable {
  readonly future: PyFuture;
  #wasYielded = false;
  constructor(future: PyFuture) {
    super();
    this.future = future;
  }
  override send(_value: Value): Value | undefined {
    const { future } = this;
    if (!future.isDone) {
      if (this.#wasYielded) raise(E.RuntimeError, "await wasn't used with future");
      this.#wasYielded = true;
      future.isBlocking = true;
      return future;
    }
    this.result = future.result();
    return undefined;
  }
}
export const futureIteratorType = new PyType("FutureIter", [objectType]);
layout(FutureIterator, futureIteratorType);

/** Lets the loop go once around: yields None to the task. */
export class YieldOnce extends NativeAwaitable {
  #wasYielded = false;
  override send(_value: Value): Value | undefined {
    if (this.#wasYielded) return undefined;
    this.#wasYielded = true;
    return null;
  }
}
export const yieldOnceType = new PyType("YieldOnce", [objectType]);
layout(YieldOnce, yieldOnceType);
