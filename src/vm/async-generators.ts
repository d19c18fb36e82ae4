/** Asynchronous generators: what `asend`, `athrow`, `aclose` and `__anext__` answer with, to be awaited. */
import { E, isThrown, newException, type PyException, PyThrow, raise } from "../objects/errors.ts";
import { layout, PyObject, type Value } from "../objects/object.ts";
import { EXHAUSTED } from "../objects/protocols/iterate.ts";
import type { NativeGenerator, Pending } from "../objects/requests.ts";
import { asyncGeneratorStepType, asyncGeneratorThrowType, noneType } from "../objects/types.ts";
import { type PyGenerator, State } from "./frame.ts";
import { NativeAwaitable, SwitchRequest, stopIteration } from "./generators.ts";
import { machine } from "./state.ts";

/** What `yield` in an asynchronous generator hands over, told apart from what `await` in it yields. */
export class YieldedValue extends PyObject {
  readonly value: Value;
  constructor(value: Value) {
    super();
    this.value = value;
  }
}
YieldedValue.prototype.shape = noneType.instanceShape;

const StepState = { INITIAL: 0, RUNNING: 1, CLOSED: 2 } as const;

/** One step of an asynchronous generator: a value sent, or an exception thrown in. */
export class AsyncGeneratorStep extends NativeAwaitable {
  readonly #generator: PyGenerator;
  readonly #first: Value;
  readonly #exception: PyException | null;
  readonly #isClose: boolean;
  #state: number = StepState.INITIAL;
  #hasYielded = false;

  constructor(
    generator: PyGenerator,
    first: Value,
    exception: PyException | null,
    isClose: boolean,
  ) {
    super();
    this.#generator = generator;
    this.#first = first;
    this.#exception = exception;
    this.#isClose = isClose;
    if (generator.state === State.CREATED)
      machine.interpreter.noteAsyncGenerator(generator, "begins");
    if (exception !== null || isClose) this.shape = asyncGeneratorThrowType.instanceShape;
  }

  get #isThrow(): boolean {
    return this.#isClose || this.#exception !== null;
  }

  #refuseReuse(): void {
    if (this.#state !== StepState.CLOSED) return;
    const names = this.#isThrow ? "aclose()/athrow()" : "__anext__()/asend()";
    raise(E.RuntimeError, `cannot reuse already awaited ${names}`);
  }

  /** Takes the generator for itself, until this step has ended. */
  #begin(): void {
    if (this.#generator.isStepping) {
      this.#state = StepState.CLOSED;
      const name = this.#isClose ? "aclose()" : this.#isThrow ? "athrow()" : "anext()";
      raise(E.RuntimeError, `${name}: asynchronous generator is already running`);
    }
    this.#state = StepState.RUNNING;
  }

  override send(value: Value): Value | undefined | Pending {
    this.#refuseReuse();
    const generator = this.#generator;
    if (this.#state !== StepState.INITIAL) return this.#step(new SwitchRequest(generator, value));
    const { state } = generator;
    if (this.#isThrow && state === State.CLOSED) {
      this.#state = StepState.CLOSED;
      return undefined;
    }
    this.#begin();
    if (this.#isThrow) {
      if (generator.isAsyncClosed) {
        this.#state = StepState.CLOSED;
        throw new PyThrow(newException(E.StopAsyncIteration));
      }
      if (value !== null) {
        this.#state = StepState.INITIAL;
        raise(E.RuntimeError, "can't send non-None value to a just-started coroutine");
      }
    }
    if (this.#isClose) {
      generator.isAsyncClosed = true;
      // There is nothing to be told of it yet.
      if (state === State.CREATED) {
        generator.state = State.CLOSED;
        this.#end();
        return undefined;
      }
    }
    generator.isStepping = true;
    const exception = this.#isClose ? newException(E.GeneratorExit) : this.#exception;
    return this.#step(new SwitchRequest(generator, value ?? this.#first, exception));
  }

  override throw(exception: PyException): Pending {
    this.#refuseReuse();
    if (this.#state === StepState.INITIAL) {
      this.#begin();
      this.#generator.isStepping = true;
    }
    return this.#step(new SwitchRequest(this.#generator, null, exception));
  }

  override close(): Pending | undefined {
    if (this.#state === StepState.CLOSED) return undefined;
    return this.#exit(this.throw(newException(E.GeneratorExit)));
  }

  *#exit(step: Pending): NativeGenerator {
    try {
      if ((yield step) === EXHAUSTED) return null;
    } catch (error) {
      if (isThrown(error, E.GeneratorExit) || isThrown(error, E.StopAsyncIteration)) return null;
      throw error;
    }
    return raise(E.RuntimeError, "coroutine ignored GeneratorExit");
  }

  *#step(request: SwitchRequest): NativeGenerator {
    let value: Value;
    try {
      value = yield request;
    } catch (error) {
      this.#end();
      if (isThrown(error, E.StopAsyncIteration) || isThrown(error, E.GeneratorExit)) {
        this.#generator.isAsyncClosed = true;
        if (this.#isClose) return EXHAUSTED;
      }
      throw error;
    }
    if (!(value instanceof YieldedValue)) return value;
    this.#end();
    if (this.#isClose) raise(E.RuntimeError, "async generator ignored GeneratorExit");
    this.result = value.value;
    this.#hasYielded = true;
    return EXHAUSTED;
  }

  #end(): void {
    this.#state = StepState.CLOSED;
    this.#generator.isStepping = false;
    if (this.#generator.state === State.CLOSED)
      machine.interpreter.noteAsyncGenerator(this.#generator, "ends");
  }

  override next(): Value | undefined | Pending {
    const value = this.send(null);
    if (value === undefined) throw new PyThrow(this.stop());
    return value;
  }

  /** One that yielded None says so, as a generator that returns None does not. */
  override stop(): PyException {
    const exception = stopIteration(this.result);
    if (this.#hasYielded) exception.args = [this.result];
    return exception;
  }
}
layout(AsyncGeneratorStep, asyncGeneratorThrowType);
layout(AsyncGeneratorStep, asyncGeneratorStepType);
