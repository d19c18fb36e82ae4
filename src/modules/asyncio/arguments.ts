/** What Python gives for a loop, a context, an exception. */
import { kernelState } from "../../kernel/access.ts";
import { E, newException, PyException, raise } from "../../objects/errors.ts";
import type { PyObject, Value } from "../../objects/object.ts";
import { type CallRequest, call } from "../../objects/requests.ts";
import { PyType } from "../../objects/type.ts";
import { typeName } from "../../objects/types.ts";
import { machine } from "../../vm/state.ts";
import { EventLoop, runningLoop } from "./loop.ts";

export function currentLoop(): EventLoop {
  const loop = runningLoop(kernelState().kernel, machine.fiber.thread);
  if (loop === null) raise(E.RuntimeError, "no running event loop");
  return loop;
}

export function loopFrom(value: Value): EventLoop {
  if (value === null) return currentLoop();
  if (value instanceof EventLoop) return value;
  return raise(E.TypeError, `loop must be an EventLoop, not ${typeName(value)}`);
}

/** Context argument: None, or a Context. */
export function contextFrom(value: Value): PyObject | null {
  return value === null ? null : (value as PyObject);
}

export function* exceptionFrom(value: Value): Generator<CallRequest, PyException, Value> {
  const made = value instanceof PyType ? yield call(value) : value;
  if (!(made instanceof PyException))
    raise(E.TypeError, `invalid exception object: ${typeName(made)}`);
  if (made.shape.type.isSubtype(E.StopIteration)) {
    const error = newException(
      E.RuntimeError,
      "StopIteration interacts badly with generators and cannot be raised into a Future",
    );
    error.cause = made;
    error.context = made;
    return error;
  }
  return made;
}
