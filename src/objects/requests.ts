/**
 * Natives never run Python. They make a request.
 *
 * A native answers with a value, or with something {@link Pending} that the machine carries out: a request as its
 * last act, or a generator (or {@link NativeFrame}) that makes requests and goes on with their results.
 */
import type { PyException, PyThrow } from "./errors.ts";
import type { PyFunction } from "./function.ts";
import { PyObject, type Value } from "./object.ts";

/** What a native asks of whoever runs it. */
export abstract class Request {
  declare readonly isRequest: true;
}

/** Run this callable; its result (or exception) is the answer. */
export class CallRequest extends Request {
  readonly fn: Value;
  readonly args: Value[];
  readonly keywords: Keywords | null;
  constructor(fn: Value, args: Value[], keywords: Keywords | null) {
    super();
    this.fn = fn;
    this.args = args;
    this.keywords = keywords;
  }
}

/**
 * Run this Python function with one to three arguments: what a {@link CallRequest} does, without an array for them. A
 * frame that makes many such calls, one after the other, may use one request for all.
 */
export class FunctionCall extends Request {
  fn: PyFunction;
  a: Value;
  b: Value | undefined;
  c: Value | undefined;
  /** Does it make the next value of an iterator, which a StopIteration ends? */
  isNext = false;
  constructor(fn: PyFunction, a: Value, b: Value | undefined, c: Value | undefined) {
    super();
    this.fn = fn;
    this.a = a;
    this.b = b;
    this.c = c;
  }
}

/**
 * Let the machine break, if it is time: what a native asks for that has worked for long ({@link charge} says so) and goes
 * on where it was once it gets the answer, None.
 */
class PauseRequest extends Request {}
export const PAUSE: Request = new PauseRequest();

/** Run a class body in this namespace; the answer is its `__class__` cell, or None where it has none. */
export class ClassBodyRequest extends Request {
  readonly fn: PyFunction;
  readonly namespace: Value;
  constructor(fn: PyFunction, namespace: Value) {
    super();
    this.fn = fn;
    this.namespace = namespace;
  }
}

/**
 * Raise this where the native was called. What a native may answer instead of throwing, as its last act: a JavaScript
 * exception costs a microsecond, too much for errors that ordinary programs catch (a KeyError).
 */
export class RaiseRequest extends Request {
  readonly exception: PyException;
  constructor(exception: PyException) {
    super();
    this.exception = exception;
  }
}

/** Leave the machine: the driver of this fiber answers, now or later. */
export class TrapRequest extends Request {
  readonly trap: Trap;
  constructor(trap: Trap) {
    super();
    this.trap = trap;
  }
}

/**
 * Something a driver understands: a Python value that a task yields to its loop, or an instruction to the kernel
 * (a subclass of {@link KernelTrap}).
 */
export type Trap = Value | KernelTrap;

/** An instruction to the kernel; its meaning is the kernel's. */
export abstract class KernelTrap {
  declare readonly isTrap: true;
}

/** Keyword arguments, in the order given. */
export type Keywords = Map<string, Value>;

/** A native that makes requests and goes on afterwards: a frame on the heap like any other. */
export type NativeGenerator = Generator<Pending, Value | undefined, Value>;
/** Likewise; searches end in entries, which are no values and which only their own callers see. */
export type AnyGenerator = Generator<Pending, unknown, Value>;

/**
 * A native frame with explicit state, for natives that are hot or often waited below. `resume` gets undefined at
 * first, then the answers to its requests; it returns its result, or a further request.
 */
export abstract class NativeFrame {
  /** The frame that waits for this one's result, and what it does with it (set by the machine). */
  back: unknown = null;
  kind = 0;
  depth = 0;
  abstract resume(answer: Value | undefined): NativeResult;
  /** An exception arrives instead of an answer. */
  throwIn(error: PyThrow): NativeResult {
    throw error;
  }
  /** What tracebacks and error messages call it. */
  get name(): string {
    return this.constructor.name;
  }
}

export type Pending = Request | AnyGenerator | NativeFrame;

/** What a native returns; undefined is None. */
export type NativeResult = Value | undefined | Pending;

/** Asks the machine to call `fn`, however long that takes and wherever it switches meanwhile. */
export function call(fn: Value, ...args: Value[]): CallRequest {
  return new CallRequest(fn, args, null);
}

/** Is this answer a value already, or work for the machine? */
export function isPending(result: NativeResult): result is Pending {
  return typeof result === "object" && result !== null && !(result instanceof PyObject);
}

/** Waits for one answer, then goes on with it. */
class AfterFrame extends NativeFrame {
  #first: Pending | null;
  #then: ((value: Value) => NativeResult) | null;
  constructor(first: Pending, then: (value: Value) => NativeResult) {
    super();
    this.#first = first;
    this.#then = then;
  }
  override resume(answer: Value | undefined): NativeResult {
    if (this.#first !== null) {
      const first = this.#first;
      this.#first = null;
      return first;
    }
    const then = this.#then;
    if (then === null) return answer;
    this.#then = null;
    return then(answer as Value);
  }
}

/** `then(result)`, now or when the result is there. */
export function after<T extends NativeResult>(
  result: NativeResult,
  then: (value: Value) => T,
): T | Pending {
  return isPending(result) ? new AfterFrame(result, then) : then(result ?? null);
}

/** Waits for what is to be done, and answers with None whatever that answers. */
export function done(result: NativeResult): NativeResult {
  return isPending(result) ? after(result, () => null) : undefined;
}
