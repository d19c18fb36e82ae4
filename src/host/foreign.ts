/** What Python sees of the host: its functions, promises, async iterables and errors. */
import { POSITION_WORDS } from "../compiler/code.ts";
import { GET_AWAITABLE } from "../compiler/opcodes.ts";
import { isCall } from "../compiler/operations.ts";
import { Park, type Token } from "../kernel/kernel.ts";
import { HostAwaitable } from "../modules/host-awaitable.ts";
import { members } from "../objects/define.ts";
import { E, newException, type PyException, PyThrow, raise } from "../objects/errors.ts";
import { PyModule } from "../objects/function.ts";
import { PyDict } from "../objects/hash-table.ts";
import { PyNative } from "../objects/native.ts";
import { layout, PyObject, type Value } from "../objects/object.ts";
import { keywords, object, optional, rest } from "../objects/params.ts";
import { setOwn } from "../objects/protocols/attributes.ts";
import { type Keywords, type NativeResult, TrapRequest } from "../objects/requests.ts";
import { fromJs, fromName, textOf } from "../objects/str.ts";
import { PyType } from "../objects/type.ts";
import { objectType } from "../objects/types.ts";
import { Frame } from "../vm/frame.ts";
import { machine } from "../vm/state.ts";
import { ConversionError, jsErrorType } from "./errors.ts";
import { type AnyFunction, isCoroutineFunction, PyOpaque } from "./opaque.ts";
import type { Session } from "./session.ts";

/** Contents of the host's modules. A nested plain object is a module again. */
export interface HostModules {
  readonly [name: string]: unknown;
}

/** More arguments than any function of a host takes; a limit, since JavaScript's stack has to hold them. */
const MAX_ARGUMENTS = 10_000;

/* Modules */

function isRecord(value: unknown): value is HostModules {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

/** Makers of the host's modules, by their full names. */
export function hostModules(session: Session, modules: HostModules): Map<string, () => PyModule> {
  const makers = new Map<string, () => PyModule>();
  const add = (prefix: string, contents: HostModules): void => {
    for (const key of Object.keys(contents)) {
      const inner = contents[key];
      const name = prefix + key;
      if (!isRecord(inner)) {
        if (prefix === "")
          throw new ConversionError(`modules.${key} must be an object of functions and values`);
        continue;
      }
      let made: PyModule | null = null;
      makers.set(name, () => {
        made ??= newModule(session, name, inner, makers);
        return made;
      });
      add(`${name}.`, inner);
    }
  };
  add("", modules);
  return makers;
}

function newModule(
  session: Session,
  name: string,
  contents: HostModules,
  makers: ReadonlyMap<string, () => PyModule>,
): PyModule {
  const { dict } = new PyModule(new PyDict());
  const module = new PyModule(dict);
  dict.set("__name__", name);
  for (const key of ["__doc__", "__loader__", "__spec__"]) dict.set(key, null);
  dict.set("__package__", name);
  dict.set("__path__", session.converter.toPython([]));
  for (const key of Object.keys(contents)) {
    const submodule = makers.get(`${name}.${key}`);
    let value: Value;
    if (submodule !== undefined) value = submodule();
    else {
      const given = contents[key];
      value =
        typeof given === "function"
          ? hostFunction(session, given as AnyFunction, key)
          : session.converter.toPython(given);
    }
    dict.table.put(fromJs(key), value);
  }
  return module;
}

/* Functions */

const functionParams = [rest("args"), keywords("kwargs")] as const;
const DOC = "A function of the host.";

/** A function of the host, as Python calls it. */
export function hostFunction(session: Session, fn: AnyFunction, key = fn.name): Value {
  const known = session.functions.get(fn);
  if (known !== undefined) return known;
  // Of classes alone the prototype cannot be assigned.
  if (Object.getOwnPropertyDescriptor(fn, "prototype")?.writable === false)
    throw new ConversionError(
      `class ${key || "(anonymous)"} can't be passed to Python; use opaque()`,
    );
  const name = key === "" ? "function" : key;
  const isMarked = isCoroutineFunction(fn);
  const what = `host function '${name}'`;
  const run = (args: Value[], given: Keywords): NativeResult =>
    callHost(session, fn, name, what, args, given, isMarked);
  const native = new PyNative(name, "function", null, functionParams, run, DOC, false);
  const made = isMarked ? session.coroutineFunction(native, name) : native;
  session.functions.set(fn, made);
  session.hostFunctions.set(made as PyObject, fn);
  return made;
}

function callHost(
  session: Session,
  fn: AnyFunction,
  name: string,
  what: string,
  args: Value[],
  given: Keywords,
  isMarked: boolean,
): NativeResult {
  if (args.length > MAX_ARGUMENTS)
    raise(E.TypeError, `${name}() takes at most ${MAX_ARGUMENTS} arguments (${args.length} given)`);
  let result: unknown;
  const converted: unknown[] = [];
  try {
    for (let i = 0; i < args.length; i++) converted.push(session.converter.toJs(args[i] as Value));
    if (given.size > 0) converted.push(options(session, given));
  } catch (error) {
    throw session.toThrow(error);
  }
  const outer = session.enterHost(what);
  try {
    result = Reflect.apply(fn, undefined, converted);
  } catch (error) {
    throw session.toThrow(error);
  } finally {
    session.leaveHost(outer);
  }
  // A coroutine of Python's own is thenable too, but goes back as what it is.
  const isOwn =
    typeof result === "object" && result !== null && session.unwrap(result) !== undefined;
  if (isOwn || typeof result !== "object" || result === null || !isThenable(result)) {
    try {
      return session.converter.toPython(result);
    } catch (error) {
      throw session.toThrow(error);
    }
  }
  const promise = result instanceof Promise ? result : Promise.resolve(result);
  const controller = session.takeController();
  // Awaited on the spot, the call need not wait itself: the `await` does.
  if (isMarked || isAwaitedNext()) return promiseAwaitable(session, promise, what, controller);
  const begin = (token: Token) => subscribe(session, promise, token, controller, name);
  return new TrapRequest(new Park(what, begin, true));
}

function options(session: Session, given: Keywords): object {
  const named = Object.create(null) as Record<string, unknown>;
  for (const [key, value] of given)
    named[textOf(fromName(key)) as string] = session.converter.toJs(value);
  return named;
}

function isThenable(value: object): value is PromiseLike<unknown> {
  return value instanceof Promise || typeof (value as { then?: unknown }).then === "function";
}

/** Is the call that runs now the operand of an `await`? */
function isAwaitedNext(): boolean {
  const frame = machine.running;
  if (!(frame instanceof Frame)) return false;
  const { instructions, positions } = frame.code;
  const pc = frame.place;
  if (instructions[pc + 4] !== GET_AWAITABLE || instructions[pc + 6] !== instructions[pc + 1])
    return false;
  if (!isCall(instructions[pc] as number)) return false;
  // `x = f()` and then `await x` looks the same, but for where it stands.
  const [line, endLine, column, endColumn] = positions.subarray((pc >> 2) * POSITION_WORDS);
  const outer = positions.subarray((pc >> 2) * POSITION_WORDS + POSITION_WORDS);
  const [outerLine, outerEndLine, outerColumn, outerEndColumn] = outer;
  return (
    isBefore(outerLine, outerColumn, line, column) &&
    isBefore(endLine, endColumn, outerEndLine, outerEndColumn)
  );
}

function isBefore(line = 0, column = 0, otherLine = 0, otherColumn = 0): boolean {
  return line < otherLine || (line === otherLine && column <= otherColumn);
}

/* Promises */

const ignore = (): void => undefined;

/** Wakes the token when the promise settles. Of a wait that is over by then the token is stale: nothing happens. */
function subscribe(
  session: Session,
  promise: Promise<unknown>,
  token: Token,
  controller: AbortController | null,
  name: string | null,
): (() => void) | null {
  promise.then(
    (value) => {
      if (token.isStale) return;
      let converted: Value;
      try {
        converted = session.converter.toPython(value);
      } catch (error) {
        token.wake({ kind: "error", exception: session.toException(error) });
        return;
      }
      if (name !== null) session.runtime.noteWaited(name, converted);
      token.wake({ kind: "value", value: converted });
    },
    (error: unknown) => {
      if (!token.isStale) token.wake({ kind: "error", exception: session.toException(error) });
    },
  );
  return controller === null ? null : () => controller.abort();
}

/** What Python awaits for a promise's result; any number of times. */
export function promiseAwaitable(
  session: Session,
  promise: Promise<unknown>,
  what: string,
  controller: AbortController | null = null,
): HostAwaitable {
  // Perhaps nobody ever awaits it.
  promise.catch(ignore);
  return new HostAwaitable(what, (token) => subscribe(session, promise, token, controller, null));
}

/* Async iterables */

const asyncIteratorType = new PyType("AsyncIterator", [objectType]);

class HostAsyncIterator extends PyObject {
  readonly session: Session;
  readonly iterator: AsyncIterator<unknown>;
  constructor(session: Session, iterator: AsyncIterator<unknown>) {
    super();
    this.session = session;
    this.iterator = iterator;
  }

  /** Awaits a step; its end is StopAsyncIteration. */
  step(method: "next" | "return" | "throw", argument: unknown): Value {
    const { session, iterator } = this;
    return new HostAwaitable("async iterator", (token) => {
      const step = iterator[method];
      if (step === undefined) {
        token.wake({ kind: "value", value: null });
        return null;
      }
      const fail = (error: unknown) =>
        token.wake({ kind: "error", exception: session.toException(error) });
      let result: Promise<IteratorResult<unknown>>;
      try {
        result = Promise.resolve(
          Reflect.apply(step, iterator, argument === undefined ? [] : [argument]),
        );
      } catch (error) {
        fail(error);
        return null;
      }
      result
        .then(({ done, value }) => {
          if (token.isStale) return;
          if (method === "return") return token.wake({ kind: "value", value: null });
          if (done === true)
            return token.wake({ kind: "error", exception: newException(E.StopAsyncIteration) });
          token.wake({ kind: "value", value: session.converter.toPython(value) });
        })
        .catch(fail);
      return null;
    });
  }
}
layout(HostAsyncIterator, asyncIteratorType);
asyncIteratorType.populate(
  members<HostAsyncIterator>(({ slots, method }) => [
    slots({ __aiter__: (self) => self, __anext__: (self) => self.step("next", undefined) }),
    {
      asend: method(
        "Pass a value to the iterator and await its next one.",
        [object("value")],
        (self, value) => self.step("next", self.session.converter.toJs(value)),
      ),
      athrow: method(
        "Throw an exception into the iterator.",
        [
          object("typ"),
          optional(object("val"), null, "None"),
          optional(object("tb"), null, "None"),
        ],
        (self, type, value) => self.step("throw", self.session.converter.toJs(value ?? type)),
      ),
      aclose: method("Close the iterator.", [], (self) => self.step("return", undefined)),
    },
  ]),
);

export function asyncIterator(session: Session, iterable: AsyncIterable<unknown>): Value {
  return new HostAsyncIterator(session, iterable[Symbol.asyncIterator]());
}

/* Errors */

const MAX_TEXT = 10_000;

/** A property of something that the host has thrown, whatever it may be. */
function textProperty(error: object, key: "name" | "message"): string | undefined {
  try {
    const text: unknown = (error as { [key: string]: unknown })[key];
    return typeof text === "string" ? text.slice(0, MAX_TEXT) : undefined;
  } catch {
    return undefined;
  }
}

function describe(error: unknown): { name: string; message: string } {
  if (typeof error === "object" && error !== null) {
    const message = textProperty(error, "message");
    if (error instanceof Error || message !== undefined)
      return { name: textProperty(error, "name") ?? "Error", message: message ?? "" };
  }
  let message = typeof error;
  try {
    message = String(error) as typeof message;
  } catch {
    // An object without a text.
  }
  return { name: "", message: message.slice(0, MAX_TEXT) };
}

/** The JSError for something that the host has thrown. */
export function jsError(session: Session, error: unknown): PyException {
  const { name, message } = describe(error);
  const text = name === "" ? message : message === "" ? name : `${name}: ${message}`;
  const exception = newException(jsErrorType, fromJs(text));
  let value: Value;
  try {
    value = error instanceof Error ? new PyOpaque(error) : session.converter.toPython(error);
  } catch {
    value = new PyOpaque(error);
  }
  setOwn(exception, "value", value);
  setOwn(exception, "name", fromJs(name));
  setOwn(exception, "message", fromJs(message));
  session.thrown.set(exception, error);
  return exception;
}

/** The Python exception for what JavaScript code of ours or the host's has thrown. */
export function exceptionFor(session: Session, error: unknown): PyException {
  if (error instanceof PyThrow) return error.exception;
  if (error instanceof ConversionError) return newException(E.TypeError, fromJs(error.message));
  if (typeof error === "object" && error !== null) {
    const known = session.exceptionBehind(error);
    if (known !== undefined) return known;
  }
  return jsError(session, error);
}
