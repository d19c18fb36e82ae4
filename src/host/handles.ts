/** Python objects in the hands of the host. */
import type { PyObject } from "../objects/object.ts";
import { typeName } from "../objects/types.ts";
import type { CallOptions, Session } from "./session.ts";

/** What `console.log` of Node calls. */
const INSPECT = Symbol.for("nodejs.util.inspect.custom");

/** A function, method or class of Python: each call runs on its own and resolves to the converted result. */
export interface PythonFunction {
  (...args: unknown[]): Promise<unknown>;
  /** A call with keyword arguments, or with a signal that cancels it. */
  callWith(args: readonly unknown[], options: CallOptions): Promise<unknown>;
  /** A call that ends before this returns. It cannot wait: that raises RuntimeError in it. */
  callSync(...args: unknown[]): unknown;
  /** The function as an object: its repr, its attributes. */
  readonly object: PythonObject;
}

/** Handles of a session's own, and what is behind them. */
const owners = new WeakMap<object, { readonly session: Session; readonly object: PyObject }>();

export function noteHandle(handle: object, session: Session, object: PyObject): void {
  owners.set(handle, { session, object });
}

/** The object behind a handle; undefined for what is no handle. */
export function ownerOf(
  handle: object,
): { readonly session: Session; readonly object: PyObject } | undefined {
  return owners.get(handle);
}

function owner(handle: object): { readonly session: Session; readonly object: PyObject } {
  const found = owners.get(handle);
  if (found === undefined) throw new TypeError("not a handle of a Python object");
  return found;
}

/** A Python object that has no counterpart in JavaScript. Reading its attributes may run Python code. */
export class PythonObject {
  /** The name of its class. */
  get type(): string {
    return typeName(owner(this).object);
  }
  /** `repr(object)`. */
  repr(): string {
    const { session, object } = owner(this);
    return session.repr(object);
  }
  /** `str(object)`. */
  toString(): string {
    const { session, object } = owner(this);
    return session.str(object);
  }
  /** `object.name`, converted. It cannot wait. */
  getattr(name: string): unknown {
    const { session, object } = owner(this);
    return session.getattr(object, name);
  }
  /** `object.name = value`. It cannot wait. */
  setattr(name: string, value: unknown): void {
    const { session, object } = owner(this);
    session.setattr(object, name, value);
  }
  /** Calls the object, on its own. */
  call(...args: unknown[]): Promise<unknown> {
    const { session, object } = owner(this);
    return session.call(object, args, {});
  }
  [INSPECT](): string {
    try {
      return this.repr();
    } catch {
      return `<${this.type} object>`;
    }
  }
}

/** The prototype of {@link PythonFunction}s, so that each is only a closure. */
const functionPrototype: object = Object.create(Function.prototype, {
  callWith: {
    value(this: object, args: readonly unknown[], options: CallOptions): Promise<unknown> {
      const { session, object } = owner(this);
      return session.call(object, args, options);
    },
  },
  callSync: {
    value(this: object, ...args: unknown[]): unknown {
      const { session, object } = owner(this);
      return session.callSync(object, args);
    },
  },
  object: {
    get(this: object): PythonObject {
      const { session, object } = owner(this);
      return session.handle(object);
    },
  },
  [INSPECT]: {
    value(this: object): string {
      return `[Python ${owner(this).session.handle(owner(this).object)[INSPECT]().replace(/^<|>$/g, "")}]`;
    },
  },
});

export function newFunction(session: Session, callable: PyObject, name: string): PythonFunction {
  const made = (...args: unknown[]) => session.call(callable, args, {});
  Object.setPrototypeOf(made, functionPrototype);
  Object.defineProperty(made, "name", { value: name, configurable: true });
  noteHandle(made, session, callable);
  return made as unknown as PythonFunction;
}

/** A coroutine, or anything else that can be awaited. It starts when the host first asks for its result. */
export class PythonAwaitable implements PromiseLike<unknown> {
  #result: Promise<unknown> | null = null;
  readonly #start: () => Promise<unknown>;
  constructor(start: () => Promise<unknown>) {
    this.#start = start;
  }
  // biome-ignore lint/suspicious/noThenProperty: a promise would start the coroutine at once; a thenable starts it at the first `await`
  then<A = unknown, B = never>(
    onDone?: ((value: unknown) => A | PromiseLike<A>) | null,
    onFailed?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#outcome().then(onDone, onFailed);
  }
  catch<B = never>(onFailed?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<unknown> {
    return this.#outcome().catch(onFailed);
  }
  finally(onEnd?: (() => void) | null): Promise<unknown> {
    return this.#outcome().finally(onEnd);
  }
  #outcome(): Promise<unknown> {
    this.#result ??= this.#start();
    return this.#result;
  }
  [INSPECT](): string {
    const { session, object } = owner(this);
    return session.handle(object)[INSPECT]();
  }
}

/** An async generator. Leaving a `for await` early runs its `finally` blocks. */
export class PythonAsyncGenerator implements AsyncGenerator<unknown, undefined, unknown> {
  /** One step at a time, in order. */
  #last: Promise<unknown> = Promise.resolve();
  #steps: AsyncSteps | null = null;

  next(value?: unknown): Promise<IteratorResult<unknown, undefined>> {
    return this.#queue((steps) =>
      value === undefined ? steps.step("__anext__", []) : steps.step("asend", [value]),
    );
  }
  return(): Promise<IteratorResult<unknown, undefined>> {
    return this.#queue(async (steps) => {
      await steps.step("aclose", []);
      await steps.close();
      return { done: true, value: undefined };
    });
  }
  throw(error: unknown): Promise<IteratorResult<unknown, undefined>> {
    return this.#queue((steps) => steps.step("athrow", [error]));
  }
  [Symbol.asyncIterator](): this {
    return this;
  }
  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }
  #queue<T>(action: (steps: AsyncSteps) => Promise<T>): Promise<T> {
    const { session, object } = owner(this);
    this.#steps ??= session.asyncSteps(object);
    const steps = this.#steps;
    const result = this.#last.then(() => action(steps));
    this.#last = result.catch(() => undefined);
    return result;
  }
  [INSPECT](): string {
    const { session, object } = owner(this);
    return session.handle(object)[INSPECT]();
  }
}

/** Steps of one async generator, all in the same event loop. */
export interface AsyncSteps {
  step(method: string, args: readonly unknown[]): Promise<IteratorResult<unknown, undefined>>;
  close(): Promise<void>;
}
