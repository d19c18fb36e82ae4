/** How natives use a port of the host that may let them wait, and what they raise when it fails. */
import { kernelState } from "../../kernel/access.ts";
import type { FileError, Later } from "../../kernel/files.ts";
import { Park } from "../../kernel/kernel.ts";
import { isPromise } from "../../kernel/process.ts";
import { osErrorType } from "../../objects/builtins/os-errors.ts";
import { E, newException, type PyException, PyThrow, setHidden } from "../../objects/errors.ts";
import type { Value } from "../../objects/object.ts";
import { type Pending, TrapRequest } from "../../objects/requests.ts";
import { fromJs } from "../../objects/str.ts";
import { SYSTEM_ERRORS } from "../../objects/system-errors.ts";

/** An OSError by the name of its number, about no file, one or two. */
export function systemError(code: string, path: Value = null, other: Value = null): PyException {
  const { number, text } = SYSTEM_ERRORS.get(code) ?? { number: 5, text: code };
  const exception = newException(osErrorType(number), number, text);
  setHidden(exception, "errno", number);
  setHidden(exception, "strerror", text);
  if (path !== null) setHidden(exception, "filename", path);
  if (other !== null) setHidden(exception, "filename2", other);
  return exception;
}

export function raiseSystem(code: string, path: Value = null, other: Value = null): never {
  throw new PyThrow(systemError(code, path, other));
}

/** The exception for what an operation of the host has thrown. */
export function portError(error: unknown, path: Value = null, other: Value = null): PyException {
  if (error instanceof PyThrow) return error.exception;
  const code = (error as Partial<FileError> | null | undefined)?.code;
  if (typeof code === "string") {
    if (SYSTEM_ERRORS.has(code)) return systemError(code, path, other);
    const made = NODE_ERRORS.get(code);
    if (made !== undefined) return systemError(made, path, other);
  }
  return newException(E.OSError, fromJs(error instanceof Error ? error.message : String(error)));
}

/** Errors that Node finds before it asks the system. */
const NODE_ERRORS: ReadonlyMap<string, string> = new Map([
  ["ERR_OUT_OF_RANGE", "EINVAL"],
  ["ERR_INVALID_ARG_VALUE", "EINVAL"],
  ["ERR_INVALID_ARG_TYPE", "EINVAL"],
  ["ERR_FS_FILE_TOO_LARGE", "EFBIG"],
  ["ERR_FS_EISDIR", "EISDIR"],
]);

/** The result of an operation of the host. Where it is a promise, the fiber waits for it, as in a blocking call. */
export function* settled<T>(
  what: string,
  work: () => Later<T>,
  path: Value = null,
  other: Value = null,
): Generator<Pending, T, Value> {
  let result: Later<T>;
  try {
    result = work();
  } catch (error) {
    throw new PyThrow(portError(error, path, other));
  }
  if (!isPromise(result)) return result as T;
  return yield* awaited(what, result as PromiseLike<T>, path, other);
}

export function* awaited<T>(
  what: string,
  promise: PromiseLike<T>,
  path: Value = null,
  other: Value = null,
): Generator<Pending, T, Value> {
  let answer: T | undefined;
  yield new TrapRequest(
    new Park(
      what,
      (token) => {
        promise.then(
          (value) => {
            answer = value;
            token.wake({ kind: "value", value: null });
          },
          (error: unknown) =>
            token.wake({ kind: "error", exception: portError(error, path, other) }),
        );
        return null;
      },
      kernelState().isCooperative,
    ),
  );
  return answer as T;
}
