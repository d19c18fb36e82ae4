/** The errors that the host gets for Python's exceptions. */
import { moduleOf, shortName } from "../objects/builtins/common.ts";
import { E, getHidden, type PyException } from "../objects/errors.ts";
import { intValue } from "../objects/int.ts";
import type { PyObject, Value } from "../objects/object.ts";
import { strOf } from "../objects/protocols/text.ts";
import { PyTuple } from "../objects/sequences.ts";
import { textOf } from "../objects/str.ts";
import { internalCauses } from "../vm/exceptions.ts";
import { InternalError, jsErrorType, LimitError, PythonError, setTraceback } from "./errors.ts";
import type { Session } from "./session.ts";

export class ExceptionErrors {
  readonly #session: Session;
  readonly #errors = new WeakMap<
    PyException,
    { readonly error: unknown; traceback: PyObject | null }
  >();

  constructor(session: Session) {
    this.#session = session;
  }

  /** The error that the host gets for an exception; the same one each time. */
  toError(exception: PyException): unknown {
    const { traceback } = exception;
    let known = this.#errors.get(exception);
    if (known === undefined) {
      known = { error: this.#newError(exception), traceback };
      this.#errors.set(exception, known);
    } else if (known.traceback !== traceback && known.error instanceof PythonError) {
      // It has been on its way through further frames.
      known.traceback = traceback;
      setTraceback(known.error, this.#traceback(exception, known.error.message));
    }
    return known.error;
  }

  #traceback(exception: PyException, message: string): string {
    const format = () =>
      textOf(this.#session.perform(() => this.#session.runtime.formatException(exception))) ?? "";
    return this.#try(format, `${message}\n`);
  }

  #newError(exception: PyException): unknown {
    const exceeded = this.#session.runtime.exceeded.get(exception);
    if (exceeded !== undefined) {
      const traceback = this.#traceback(exception, "LimitExceeded");
      return new LimitError(exceeded.kind, exceeded.limit, exceeded.used, traceback);
    }
    const type = fullName(exception);
    const text = this.#try(
      () => textOf(this.#session.perform(() => strOf(exception))) ?? "",
      "<exception str() failed>",
    );
    const message = text === "" ? type : `${type}: ${text}`;
    const isInternal = internalCauses.has(exception);
    const init = {
      type,
      message,
      args: exception.args.map((value) =>
        this.#try(() => this.#session.converter.toJs(value), null),
      ),
      traceback: this.#traceback(exception, message),
      pyObject: this.#session.handle(exception),
      exitCode: exception.shape.type.isSubtype(E.SystemExit) ? exitCode(exception) : undefined,
      cause: isInternal && isDebugging() ? internalCauses.get(exception) : this.#cause(exception),
    };
    return isInternal ? new InternalError(init) : new PythonError(init);
  }

  /** What the host threw, or the exception that this one was raised from. */
  #cause(exception: PyException): unknown {
    if (exception.shape.type === jsErrorType) return this.#session.thrown.get(exception);
    return exception.cause === null || exception.cause === exception
      ? undefined
      : this.toError(exception.cause);
  }

  #try<T>(body: () => T, fallback: T): T {
    try {
      return body();
    } catch {
      return fallback;
    }
  }
}

function fullName({ shape: { type } }: PyException): string {
  const module = moduleOf(type);
  const name = type.isBuiltin ? shortName(type) : type.qualname;
  return module === undefined || module === "builtins" || module === "__main__"
    ? name
    : `${module}.${name}`;
}

/** The exit status that a SystemExit asks for. */
export function exitCode(exception: PyException): number {
  const code = systemExitCode(exception);
  if (code === null) return 0;
  const int = intValue(code);
  return int === undefined ? 1 : Number(BigInt.asUintN(8, BigInt(int)));
}

export function systemExitCode(exception: PyException): Value {
  const { args } = exception;
  return getHidden(exception, "code") ?? (args.length > 1 ? new PyTuple(args) : (args[0] ?? null));
}

/** The error for a fault outside of all programs. */
export function internalError(error: unknown): InternalError {
  return new InternalError({
    type: "SystemError",
    message: "SystemError: internal error",
    args: ["internal error"],
    traceback: "SystemError: internal error\n",
    pyObject: null,
    cause: isDebugging() ? error : undefined,
  });
}

/** Set in the environment, `OHWAIT_DEBUG=1` shows where in JavaScript an internal error arose. */
function isDebugging(): boolean {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
  return process?.env?.["OHWAIT_DEBUG"] === "1";
}
