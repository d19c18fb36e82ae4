/** Iteration, exceptions, context managers, imports. */
import * as Op from "../../compiler/opcodes.ts";
import { ListIterator, RangeIterator } from "../../objects/builtins/iterators.ts";
import { E, PyException, PyThrow, raise } from "../../objects/errors.ts";
import { PyFunction } from "../../objects/function.ts";
import { callDirect } from "../../objects/native.ts";
import type { Value } from "../../objects/object.ts";
import { getDescriptor } from "../../objects/protocols/descriptors.ts";
import {
  askIterator,
  checkIterator,
  loopIterator,
  nextOf,
  PyIterator,
} from "../../objects/protocols/iterate.ts";
import { CallRequest, isPending, type NativeGenerator } from "../../objects/requests.ts";
import { PyTuple } from "../../objects/sequences.ts";
import { PyType } from "../../objects/type.ts";
import { asyncGeneratorType, generatorType, typeName, typeOf } from "../../objects/types.ts";
import { isMethodOf } from "../attributes.ts";
import { constructionOf } from "../calls.ts";
import { handledException, setContext } from "../exceptions.ts";
import { Handled, Kind, PyGenerator, State } from "../frame.ts";
import { isMadeAt, previousPc, resume } from "../generators.ts";
import { closeQuietly } from "../ownership.ts";
import { reraise, unwind } from "../pump.ts";
import { machine } from "../state.ts";
import type { PyTraceback } from "../traceback.ts";
import type { Handler } from "./index.ts";
import { done, settle, skip } from "./settle.ts";

export const iter: Handler = (frame, _a, b, c) => {
  const value = frame.r[b] as Value;
  if (value instanceof PyGenerator && value.shape.type === generatorType) {
    value.isLoopOwned = c === 1 && isMadeAt(value, frame, previousPc(frame));
    return done(frame, value);
  }
  const result = askIterator(value);
  if (isPending(result)) return settle(result, frame, Kind.ITER);
  return done(frame, loopIterator(checkIterator(result ?? null)));
};

/** The next value of an iterator that the instruction's case does not know: makes the instruction one that does. */
export const forIter: Handler = (frame, _a, b, c) => {
  const iterator = frame.r[b] as Value;
  const { instructions } = frame.instance;
  if (iterator instanceof PyGenerator && iterator.shape.type === generatorType) {
    if (iterator.state === State.CLOSED) {
      frame.pc = c;
      return frame;
    }
    instructions[frame.pc] = Op.FOR_GENERATOR;
    return done(frame, resume(iterator, null, frame, Kind.NEXT), Kind.NEXT);
  }
  if (iterator instanceof PyIterator) {
    if (iterator instanceof RangeIterator) instructions[frame.pc] = Op.FOR_ITER;
    else if (iterator instanceof ListIterator) instructions[frame.pc] = Op.FOR_LIST;
    else instructions[frame.pc] = Op.FOR_NATIVE;
    return frame;
  }
  const next = nextOf(iterator);
  return isPending(next) ? settle(next, frame, Kind.NEXT) : done(frame, next);
};

/** A loop over a generator that nobody else has was left: it will not be resumed. */
export const closeIterator: Handler = (frame, a) => {
  const iterator = frame.r[a];
  frame.r[a] = undefined;
  if (!(iterator instanceof PyGenerator) || !iterator.isLoopOwned) return skip(frame);
  if (iterator.state !== State.SUSPENDED) return skip(frame);
  if (iterator.shape.type === asyncGeneratorType && machine.fiber.isTask) {
    // It may have to await: a task of the event loop closes it.
    machine.interpreter.noteAsyncGenerator(iterator, "dropped");
    return skip(frame);
  }
  return done(frame, closeQuietly(iterator), Kind.DISCARD);
};

// --- exceptions ---

export const pushException: Handler = (frame, a) => {
  const { segment } = machine.fiber;
  segment.handled = new Handled(frame.r[a] as PyException, segment.handled);
  return skip(frame);
};

export const popException: Handler = (frame) => {
  const { segment } = machine.fiber;
  segment.handled = segment.handled?.below ?? null;
  return skip(frame);
};

export const matchException: Handler = (frame, a, b, c) => {
  const { type } = (frame.r[a] as PyException).shape;
  frame.pc = matchesType(type, frame.r[b] as Value) ? frame.pc + 4 : c;
  return frame;
};

const BAD_MATCH = "catching classes that do not inherit from BaseException is not allowed";

/** Does an exception of this type go to a clause for `wanted`: a type, or a tuple of types? */
export function matchesType(type: PyType, wanted: Value): boolean {
  if (wanted instanceof PyType && wanted.isSubtype(E.BaseException)) return type.isSubtype(wanted);
  if (!(wanted instanceof PyTuple)) raise(E.TypeError, BAD_MATCH);
  for (const item of wanted.items)
    if (!(item instanceof PyType) || !item.isSubtype(E.BaseException))
      raise(E.TypeError, BAD_MATCH);
  return wanted.items.some((item) => type.isSubtype(item as PyType));
}

export const raiseOp: Handler = (frame, a, b, c) => {
  if (c === 0) {
    const current = handledException();
    if (current === null) raise(E.RuntimeError, "No active exception to reraise");
    return reraise(frame, current);
  }
  const given = frame.r[a] as Value;
  const value = given instanceof PyType ? (plainException(given) ?? given) : given;
  const cause = c === 2 ? (frame.r[b] as Value) : undefined;
  if (
    value instanceof PyException &&
    (cause === undefined || cause === null || cause instanceof PyException)
  ) {
    if (cause !== undefined) setCause(value, cause);
    setContext(value);
    return unwind(frame, value);
  }
  return settle(instantiate(value, cause), frame, Kind.DISCARD);
};

/** An instance of a class whose making runs no Python code, as `raise KeyError` wants it; else undefined. */
function plainException(type: PyType): PyException | undefined {
  const construction = type.isSubtype(E.BaseException) ? constructionOf(type) : null;
  if (construction === null || construction.init instanceof PyFunction) return undefined;
  const { maker, init } = construction;
  const made = maker === null ? undefined : callDirect(maker, [type], 0, 1);
  if (!(made instanceof PyException) || made.shape.type !== type) return undefined;
  if (init !== null && isPending(callDirect(init, [made], 0, 1))) return undefined;
  return made;
}

function setCause(exception: PyException, cause: PyException | null): void {
  exception.cause = cause;
  exception.suppressContext = true;
}

/** `raise C from D` makes instances of classes. */
function* instantiate(value: Value, cause: Value | undefined): NativeGenerator {
  const exception = yield* makeException(value, "exceptions must derive from BaseException");
  if (cause !== undefined)
    setCause(
      exception,
      cause === null
        ? null
        : yield* makeException(cause, "exception causes must derive from BaseException"),
    );
  throw new PyThrow(exception);
}

function* makeException(value: Value, message: string): Generator<CallRequest, PyException, Value> {
  if (value instanceof PyException) return value;
  if (!(value instanceof PyType) || !value.isSubtype(E.BaseException)) raise(E.TypeError, message);
  const made = yield new CallRequest(value, [], null);
  if (made instanceof PyException) return made;
  return raise(
    E.TypeError,
    `calling <class '${value.name}'> should have returned an instance of BaseException, not ${typeName(made)}`,
  );
}

export const reraiseOp: Handler = (frame, a) => reraise(frame, frame.r[a] as PyException);

export const loadAssertionError: Handler = (frame) => done(frame, E.AssertionError);

// --- with ---

const PROTOCOLS = [
  ["context manager", "__enter__"],
  ["context manager", "__exit__"],
  ["asynchronous context manager", "__aenter__"],
  ["asynchronous context manager", "__aexit__"],
] as const;

export const loadSpecial: Handler = (frame, a, b, c) => {
  const object = frame.r[b] as Value;
  const [protocol, name] = PROTOCOLS[c] as (typeof PROTOCOLS)[number];
  const type = typeOf(object);
  const found = type.lookup(name);
  if (found === undefined) {
    let text = `'${type.name}' object does not support the ${protocol} protocol (missed ${name} method)`;
    const [, other] = PROTOCOLS[c ^ 2] as (typeof PROTOCOLS)[number];
    if (type.lookup(other) !== undefined)
      text +=
        c < 2
          ? ` but it supports the asynchronous context manager protocol. Did you mean to use 'async with'?`
          : ` but it supports the context manager protocol. Did you mean to use 'with'?`;
    raise(E.TypeError, text);
  }
  frame.r[a + 1] = object;
  if (found instanceof PyFunction || isMethodOf(found, type)) {
    frame.r[a] = found;
    return skip(frame);
  }
  // A pair of an unbound function and a callable is what CALL_METHOD takes for other callables.
  frame.r[a] = undefined;
  const bound = getDescriptor(found, object, type);
  if (!isPending(bound)) {
    frame.r[a + 1] = bound as Value;
    return skip(frame);
  }
  return done(
    frame,
    (function* (): NativeGenerator {
      frame.r[a + 1] = yield bound;
      return null;
    })(),
    Kind.DISCARD,
  );
};

export const exitArguments: Handler = (frame, a, b) => {
  const exception = frame.r[b] as PyException;
  frame.r[a + 2] = exception.shape.type;
  frame.r[a + 3] = exception;
  frame.r[a + 4] = exception.traceback as PyTraceback | null;
  return skip(frame);
};
