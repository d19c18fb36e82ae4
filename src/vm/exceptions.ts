/** From what JavaScript caught to a Python exception, with its implicit context. */
import { E, newException, type PyException, PyThrow } from "../objects/errors.ts";
import type { Segment } from "./frame.ts";
import { machine } from "./state.ts";

/**
 * The exception that a native threw. One that merely passed through (`passing`) keeps its context; a new one gets the
 * exception being handled as `__context__`.
 */
export function exceptionOf(error: unknown, passing: PyException | null): PyException {
  if (!(error instanceof PyThrow)) return internalError(error);
  const { exception } = error;
  if (exception !== passing) setContext(exception);
  return exception;
}

/** The innermost exception being handled, as `sys.exception()` says. */
export function handledException(): PyException | null {
  for (let s: Segment | null = machine.fiber.segment; s !== null; s = s.outer)
    if (s.handled !== null) return s.handled.exception;
  return null;
}

/** Links a newly raised exception to the one being handled; a cycle is broken where it would arise. */
export function setContext(exception: PyException, context = handledException()): void {
  if (context === null || context === exception) return;
  let steps = 0;
  for (let e: PyException = context; e.context !== null; e = e.context) {
    if (e.context === exception) {
      e.context = null;
      break;
    }
    if (++steps > 10_000) break;
  }
  exception.context = context;
}

/** How JavaScript engines say that a string, array, buffer or bigint would be too large. */
const TOO_LARGE =
  /invalid (string|array|typed array) length|maximum size exceeded|allocation failed|bigint|out of memory/i;

/**
 * A JavaScript error inside the interpreter. What is too large for JavaScript is a MemoryError; everything else is a
 * fault of ours, which the host gets to know as such.
 */
export function internalError(error: unknown): PyException {
  if (error instanceof RangeError && TOO_LARGE.test(error.message))
    return newException(E.MemoryError);
  const exception = newException(E.SystemError, "internal error");
  internalCauses.set(exception, error);
  return exception;
}

/** The JavaScript errors behind internal errors, for the host. */
export const internalCauses = new WeakMap<PyException, unknown>();
