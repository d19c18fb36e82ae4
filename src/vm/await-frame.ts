/**
 * Waiting from where no `await` stands: at the bottom of a task's fiber, and in `ohwait`. The awaitable is stepped in
 * place; what it yields is for the driver of the enclosing task, and so is the whole stack while it waits.
 */

import type { PyThrow } from "../objects/errors.ts";
import type { Value } from "../objects/object.ts";
import { EXHAUSTED, NextRequest, PyIterator } from "../objects/protocols/iterate.ts";
import { isPending, type NativeResult, TrapRequest } from "../objects/requests.ts";
import { PyGenerator, StepFrame } from "./frame.ts";
import {
  NativeAwaitable,
  SwitchRequest,
  sendByMethod,
  throwByMethod,
  YieldOutRequest,
} from "./generators.ts";
import { machine } from "./state.ts";

export class AwaitFrame extends StepFrame {
  /** What `await` would step: see awaitIterator. */
  readonly #iterator: Value;
  #isWaiting = true;

  constructor(iterator: Value) {
    super();
    this.#iterator = iterator;
  }

  override get name(): string {
    return "ohwait";
  }

  override resume(answer: Value | undefined): NativeResult {
    if (this.isDone) return answer;
    if (this.#isWaiting) {
      // At the start, and whenever the driver has answered.
      this.#isWaiting = false;
      return this.#step(answer ?? null);
    }
    if (answer === EXHAUSTED) return this.#ended();
    return this.#hand(answer as Value);
  }

  override throwIn(error: PyThrow): NativeResult {
    if (!this.#isWaiting) throw error;
    this.#isWaiting = false;
    const iterator = this.#iterator;
    if (iterator instanceof PyGenerator) return new SwitchRequest(iterator, null, error.exception);
    if (iterator instanceof NativeAwaitable) {
      const result = iterator.throw(error.exception);
      return isPending(result) ? result : result === undefined ? this.#ended() : this.#hand(result);
    }
    return throwByMethod(iterator, error.exception);
  }

  #step(value: Value): NativeResult {
    const iterator = this.#iterator;
    if (iterator instanceof PyGenerator) return new SwitchRequest(iterator, value);
    if (iterator instanceof NativeAwaitable) {
      const result = iterator.send(value);
      if (result === undefined) return this.#ended();
      return isPending(result) ? result : this.#hand(result);
    }
    if (value !== null) return sendByMethod(iterator, value);
    if (!(iterator instanceof PyIterator)) return new NextRequest(iterator);
    const result = iterator.next();
    if (result === undefined) return null;
    return isPending(result) ? result : this.#hand(result);
  }

  /** Hands what the awaitable yielded to the driver of the enclosing task. */
  #hand(value: Value): NativeResult {
    this.#isWaiting = true;
    return machine.fiber.isTask ? new TrapRequest(value) : new YieldOutRequest(value);
  }

  #ended(): Value {
    return this.#iterator instanceof NativeAwaitable ? this.#iterator.result : null;
  }
}
