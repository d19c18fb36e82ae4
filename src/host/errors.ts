/** Errors that reach the host, and the Python exceptions that only a host can cause. */
import { E } from "../objects/errors.ts";
import { PyType } from "../objects/type.ts";

/** What the host threw, as Python sees it: `value` is the thrown value, `name` and `message` are text. */
export const jsErrorType = new PyType("JSError", [E.Exception]);

/**
 * A budget is used up. It derives from BaseException, so that `except Exception:` leaves it alone; and where the machine
 * raises it, no handler is entered at all.
 */
export const limitExceededType = new PyType("LimitExceeded", [E.BaseException]);

/** The host has aborted the call, by an AbortSignal. Like KeyboardInterrupt no Exception, since the program is to end. */
export const abortedType = new PyType("Aborted", [E.BaseException]);

/**
 * The interpreter is being closed. Not a SystemExit, which says that the program wants to end and with which status;
 * and not a GeneratorExit, which `yield from` and coroutines treat in ways of their own.
 */
export const closedType = new PyType("Closed", [E.BaseException]);

/** Nothing can ever wake the program: all that it consists of waits for each other. */
export const deadlockType = new PyType("DeadlockError", [E.RuntimeError]);

export interface PythonErrorInit {
  readonly type: string;
  readonly message: string;
  readonly args: readonly unknown[];
  readonly traceback: string;
  readonly pyObject: unknown;
  readonly exitCode?: number | undefined;
  readonly cause?: unknown;
}

/** An exception that left Python. Given back to Python, it is the same exception again. */
export class PythonError extends Error {
  override name = "PythonError";
  /** The name of the exception's class. */
  readonly type: string;
  /** The exception's arguments, converted. */
  readonly args: readonly unknown[];
  /** The text that CPython would print for it. */
  declare readonly traceback: string;
  /** The status that a SystemExit asks for, as a shell sees it. */
  declare readonly exitCode: number | undefined;
  /** A handle of the exception object. */
  declare readonly pyObject: unknown;

  constructor(init: PythonErrorInit) {
    super(init.message, init.cause === undefined ? undefined : { cause: init.cause });
    this.type = init.type;
    this.args = init.args;
    if (init.exitCode !== undefined) this.exitCode = init.exitCode;
    hide(this, "name", this.name);
    hide(this, "pyObject", init.pyObject);
    setTraceback(this, init.traceback);
  }
}

/** Of the two stacks, the one that says something: where Python stood. */
export function setTraceback(error: PythonError, traceback: string): void {
  hide(error, "traceback", traceback);
  hide(error, "stack", `${error.name}: ${error.message}\n${traceback.trimEnd()}`);
}

/** Sets a property that `console.log` does not list. */
function hide(object: object, key: string, value: unknown): void {
  Object.defineProperty(object, key, {
    value,
    enumerable: false,
    configurable: true,
    writable: true,
  });
}

/** A fault of the interpreter itself. Its `cause` is the JavaScript error if OHWAIT_DEBUG is 1, else absent. */
export class InternalError extends PythonError {
  override name = "InternalError";
}

export type LimitKind = "fuel" | "wallClock";

/** A limit was reached. */
export class LimitError extends Error {
  override readonly name = "LimitError";
  readonly kind: LimitKind;
  readonly limit: number;
  readonly used: number;
  /** Where the program stood. */
  declare readonly traceback: string;
  constructor(kind: LimitKind, limit: number, used: number, traceback: string) {
    super(
      kind === "fuel"
        ? `the fuel limit of ${limit} is exceeded`
        : `the time limit of ${limit} ms is exceeded`,
    );
    this.kind = kind;
    this.limit = limit;
    this.used = used;
    hide(this, "traceback", traceback);
  }
}

/** The interpreter is closed, or was closed before the call had ended. */
export class ClosedError extends Error {
  override readonly name = "ClosedError";
  constructor() {
    super("the interpreter is closed");
  }
}

/** A value that has no counterpart on the other side. */
export class ConversionError extends TypeError {
  override readonly name = "ConversionError";
}
