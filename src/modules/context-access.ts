/** The contextvars context of the running fiber. */
import { Context } from "../objects/context.ts";
import type { PyObject } from "../objects/object.ts";
import { machine } from "../vm/state.ts";

/** The current context; an empty one is made where there is none. */
export function currentContext(): PyObject {
  const { fiber } = machine;
  const context = fiber.context ?? new Context();
  fiber.context = context;
  return context;
}

/** A copy, as a task gets it. */
export function copyContext(): PyObject {
  return (currentContext() as Context).copy();
}
