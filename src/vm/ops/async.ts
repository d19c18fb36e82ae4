/** await, yield from, async for, and what a dropped coroutine means. */
import { CodeFlag } from "../../compiler/code.ts";
import { addNote } from "../../objects/builtins/exception-base.ts";
import { E, newException, PyException, PyThrow, raise } from "../../objects/errors.ts";
import type { Value } from "../../objects/object.ts";
import { iterate } from "../../objects/protocols/iterate.ts";
import { slotFor } from "../../objects/protocols/slot.ts";
import { isPending, type NativeGenerator, type NativeResult } from "../../objects/requests.ts";
import { SLOT } from "../../objects/slots.ts";
import { fromJs } from "../../objects/str.ts";
import { asyncGeneratorType, coroutineType, generatorType, typeName } from "../../objects/types.ts";
import { AsyncGeneratorStep, YieldedValue } from "../async-generators.ts";
import { awaitIterator } from "../awaitables.ts";
import { Kind, PyGenerator, State } from "../frame.ts";
import { delegate, delegateOf, isMadeAt, previousPc } from "../generators.ts";
import { originText } from "../origins.ts";
import { reraise } from "../pump.ts";
import { machine } from "../state.ts";
import type { Handler } from "./index.ts";
import { done, skip } from "./settle.ts";

const CONTEXTS = ["", "__aenter__", "__aexit__"];

export const getAwaitable: Handler = (frame, _a, b, c) => {
  const value = frame.r[b] as Value;
  if (value instanceof PyGenerator && value.shape.type === coroutineType) {
    if (value.state === State.DELEGATED || delegateOf(value) !== null)
      raise(E.RuntimeError, "coroutine is being awaited already");
    return done(frame, value);
  }
  const refuse = (): never => {
    const name = typeName(value);
    if (c > 0) {
      const method = c === 1 ? "__aenter__" : "__aexit__";
      raise(
        E.TypeError,
        `'async with' received an object from ${CONTEXTS[c] ?? method} that does not implement __await__: ${name}`,
      );
    }
    const error = newException(E.TypeError, `'${name}' object can't be awaited`);
    const hint = machine.interpreter.awaitHint(value);
    if (hint !== null) addNote(error, fromJs(hint));
    throw new PyThrow(error);
  };
  return done(frame, awaitIterator(value, refuse));
};

export const getYieldFrom: Handler = (frame, _a, b) => {
  const value = frame.r[b] as Value;
  if (value instanceof PyGenerator) {
    if (value.shape.type === generatorType) return done(frame, value);
    if (value.shape.type === coroutineType) {
      if ((frame.code.flags & (CodeFlag.COROUTINE | CodeFlag.ITERABLE_COROUTINE)) !== 0)
        return done(frame, value);
      raise(E.TypeError, "cannot 'yield from' a coroutine object in a non-coroutine generator");
    }
  }
  return done(frame, iterate(value));
};

export const yieldFrom: Handler = (frame) => done(frame, delegate(frame, null));

export const getAsyncIterator: Handler = (frame, _a, b, c) => {
  const value = frame.r[b] as Value;
  const fn = slotFor(value, SLOT.__aiter__);
  if (fn === null)
    raise(
      E.TypeError,
      `'async for' requires an object with __aiter__ method, got ${typeName(value)}`,
    );
  const check = (iterator: Value): Value => {
    if (slotFor(iterator, SLOT.__anext__) !== null) return iterator;
    return raise(
      E.TypeError,
      `'async for' received an object from __aiter__ that does not implement __anext__: ${typeName(iterator)}`,
    );
  };
  if (value instanceof PyGenerator)
    value.isLoopOwned = c === 1 && isMadeAt(value, frame, previousPc(frame));
  const result = fn(value, undefined as never, undefined as never);
  if (!isPending(result)) return done(frame, check(result ?? null));
  return done(
    frame,
    (function* (): NativeGenerator {
      return check(yield result);
    })(),
  );
};

/** What `async for` awaits for its next value. */
export const getAsyncNext: Handler = (frame, _a, b) => {
  const iterator = frame.r[b] as Value;
  if (iterator instanceof PyGenerator && iterator.shape.type === asyncGeneratorType)
    return done(frame, new AsyncGeneratorStep(iterator, null, null, false));
  const fn = slotFor(iterator, SLOT.__anext__);
  if (fn === null)
    raise(
      E.TypeError,
      `'async for' requires an iterator with __anext__ method, got ${typeName(iterator)}`,
    );
  const toAwait = (value: Value): NativeResult =>
    awaitIterator(value, () => {
      const text = `'async for' received an invalid object from __anext__: ${typeName(value)}`;
      const refusal = newException(E.TypeError, text);
      refusal.cause = newException(E.TypeError, `'${typeName(value)}' object can't be awaited`);
      refusal.context = refusal.cause;
      refusal.suppressContext = true;
      throw new PyThrow(refusal);
    });
  const result = fn(iterator, undefined as never, undefined as never);
  if (!isPending(result)) return done(frame, toAwait(result ?? null));
  return done(
    frame,
    (function* (): NativeGenerator {
      const value = toAwait(yield result);
      return isPending(value) ? yield value : value;
    })(),
  );
};

export const endAsyncFor: Handler = (frame, a, _b, c) => {
  const exception = frame.r[a];
  if (exception instanceof PyException && exception.shape.type.isSubtype(E.StopAsyncIteration)) {
    frame.pc = c;
    return frame;
  }
  return reraise(frame, exception as PyException);
};

export const wrapYield: Handler = (frame, _a, b) =>
  done(frame, new YieldedValue(frame.r[b] as Value));

/** An expression statement drops its value: a coroutine that nobody awaits says so. */
export const drop: Handler = (frame, a) => {
  const value = frame.r[a];
  if (
    value instanceof PyGenerator &&
    value.state === State.CREATED &&
    value.shape.type === coroutineType
  ) {
    value.state = State.CLOSED;
    frame.r[a] = undefined;
    return done(frame, neverAwaited(value), Kind.DISCARD);
  }
  frame.r[a] = undefined;
  return skip(frame);
};

/** Nobody drops it on purpose: where warnings are errors, this one can be raised nowhere. */
function* neverAwaited(coroutine: PyGenerator): NativeGenerator {
  const text = `coroutine '${coroutine.qualname}' was never awaited${originText(coroutine)}`;
  try {
    yield machine.interpreter.warn(E.RuntimeWarning, text);
  } catch (error) {
    if (!(error instanceof PyThrow)) throw error;
    yield machine.interpreter.reportUnraisable(error.exception, coroutine);
  }
  return null;
}

export const noteSuspension: Handler = (frame) => {
  const { generator } = frame;
  if (generator !== null && !generator.isNoted) {
    generator.isNoted = true;
    machine.interpreter.lifetimes.noteOpen(generator);
  }
  frame.pc += 4;
  return frame;
};
