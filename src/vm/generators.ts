/** Resuming, yielding, delegating, closing. Frames and states are in frame.ts. */
import { CodeFlag } from "../compiler/code.ts";
import * as Op from "../compiler/opcodes.ts";
import {
  E,
  getHidden,
  isThrown,
  newException,
  type PyException,
  PyThrow,
  raise,
  setHidden,
} from "../objects/errors.ts";
import type { PyFunction } from "../objects/function.ts";
import type { Value } from "../objects/object.ts";
import { getAttribute } from "../objects/protocols/attributes.ts";
import { EXHAUSTED, PyIterator } from "../objects/protocols/iterate.ts";
import { slotFor } from "../objects/protocols/slot.ts";
import {
  call,
  isPending,
  type NativeGenerator,
  type NativeResult,
  type Pending,
} from "../objects/requests.ts";
import { SLOT } from "../objects/slots.ts";
import { asyncGeneratorType, coroutineType, typeName } from "../objects/types.ts";
import { setContext } from "./exceptions.ts";
import { FlowRequest } from "./flow-request.ts";
import {
  type AnyFrame,
  Frame,
  Handled,
  Kind,
  PyGenerator,
  type Segment,
  State,
  type StepFrame,
} from "./frame.ts";
import { optionalAttribute } from "./optional-attribute.ts";
import { noteOrigin } from "./origins.ts";
import { type AGAIN, again, Mode, machine, run, type Symbolic } from "./state.ts";
import { NO_PC, PyTraceback } from "./traceback.ts";

/** A builtin awaitable's iterator: what `await` steps without a Python frame. */
export abstract class NativeAwaitable extends PyIterator {
  /** What it answers with at its end. */
  result: Value = null;
  /** Yields a value; at its end undefined (or, after a request, EXHAUSTED), and `result` is set. */
  abstract send(value: Value): Value | undefined | Pending;
  /** An exception arrives where it waits. By default it goes on to the awaiting frame. */
  throw(exception: PyException): NativeResult {
    throw new PyThrow(exception);
  }
  close(): NativeResult {
    return undefined;
  }
  /** What says its end to Python code that steps it. */
  stop(): PyException {
    return stopIteration(this.result);
  }
  override next(): Value | undefined | Pending {
    const value = this.send(null);
    if (value === undefined && this.result !== null) throw new PyThrow(this.stop());
    return value;
  }
}

/** Continue a generator: with a value, or with an exception. */
export class SwitchRequest extends FlowRequest {
  readonly generator: PyGenerator;
  readonly value: Value;
  readonly exception: PyException | null;
  /** Raise at the generator's own frame, although it delegates. */
  readonly atFrame: boolean;
  constructor(
    generator: PyGenerator,
    value: Value,
    exception: PyException | null = null,
    atFrame = false,
  ) {
    super();
    this.generator = generator;
    this.value = value;
    this.exception = exception;
    this.atFrame = atFrame;
  }
  carryOut(frame: AnyFrame | null, kind: number): Symbolic | NativeResult {
    return this.exception === null
      ? resume(this.generator, this.value, frame, kind)
      : throwInto(this.generator, this.exception, frame, kind, this.atFrame);
  }
}

/** Do this where a generator waits for what it delegates to, as a step of that. */
export class DelegateRequest extends FlowRequest {
  readonly generator: PyGenerator;
  readonly step: Pending;
  constructor(generator: PyGenerator, step: Pending) {
    super();
    this.generator = generator;
    this.step = step;
  }
  carryOut(frame: AnyFrame | null, kind: number): Symbolic {
    const { generator } = this;
    if (generator.state === State.DELEGATED) cut(generator);
    enter(generator, frame, kind);
    return again(Mode.DO, generator.top, Kind.DELEGATE, this.step);
  }
}

/** The outermost coroutine that is being stepped by hand on this fiber: the task of a loop written in Python. */
export function outermostCoroutine(): PyGenerator | null {
  let found: PyGenerator | null = null;
  for (let s: Segment | null = machine.fiber.segment; s !== null; s = s.outer)
    if (s instanceof PyGenerator && s.shape.type === coroutineType) found = s;
  return found;
}

/** Yields a value out of the outermost coroutine, from a native with other frames and generators in between. */
export class YieldOutRequest extends FlowRequest {
  readonly value: Value;
  constructor(value: Value) {
    super();
    this.value = value;
  }
  carryOut(frame: AnyFrame | null, _kind: number): Symbolic {
    const { fiber } = machine;
    const task = outermostCoroutine();
    if (task === null || frame === null) raise(E.RuntimeError, "nothing here can wait");
    const { root } = task;
    const { back, kind } = root;
    task.top = frame;
    task.inner = fiber.segment === task ? null : fiber.segment;
    task.state = State.SUSPENDED;
    fiber.segment = task.outer as Segment;
    root.back = null;
    return again(Mode.VALUE, back, kind, this.value);
  }
}

/** What Python calls it in messages. */
export function kindName(generator: PyGenerator): string {
  switch (generator.shape.type) {
    case coroutineType:
      return "coroutine";
    case asyncGeneratorType:
      return "async generator";
    default:
      return "generator";
  }
}

export function stopIteration(value: Value): PyException {
  const exception =
    value === null ? newException(E.StopIteration) : newException(E.StopIteration, value);
  setHidden(exception, "value", value);
  return exception;
}

/** Continues a generator with a value, on behalf of `back`. */
export function resume(
  generator: PyGenerator,
  value: Value,
  back: AnyFrame | null,
  kind: number,
): Symbolic | NativeResult {
  switch (generator.state) {
    case State.DELEGATED:
      cut(generator);
      break;
    case State.RUNNING:
      raise(E.ValueError, `${kindName(generator)} already executing`);
      break;
    case State.CLOSED:
      if (generator.shape.type === coroutineType)
        raise(E.RuntimeError, "cannot reuse already awaited coroutine");
      throw new PyThrow(
        newException(
          generator.shape.type === asyncGeneratorType ? E.StopAsyncIteration : E.StopIteration,
        ),
      );
    case State.CREATED:
      if (value !== null)
        raise(E.TypeError, `can't send non-None value to a just-started ${kindName(generator)}`);
      enter(generator, back, kind);
      return run(generator.root);
  }
  enter(generator, back, kind);
  return goOn(generator.top, value);
}

/**
 * Asks a generator for its next value, on behalf of `back` (Kind.NEXT), the short way; null where it takes the general one,
 * {@link resume}.
 */
export function stepGenerator(generator: PyGenerator, back: AnyFrame): Frame | null {
  if (generator.state > State.SUSPENDED || back.depth >= machine.recursionLimit) return null;
  if (generator.state === State.CREATED) {
    enter(generator, back, Kind.NEXT);
    return generator.root;
  }
  const { top } = generator;
  if (!(top instanceof Frame) || top.instance.instructions[top.pc] !== Op.YIELD) return null;
  enter(generator, back, Kind.NEXT);
  top.r[top.instance.instructions[top.pc + 1] as number] = null;
  top.pc += 4;
  return top;
}

/** Makes a generator the innermost running segment. */
function enter(generator: PyGenerator, back: AnyFrame | null, kind: number): void {
  const { root } = generator;
  const depth = back === null ? 0 : back.depth + 1;
  if (depth > machine.recursionLimit) raise(E.RecursionError, "maximum recursion depth exceeded");
  root.back = back;
  root.kind = kind;
  root.depth = depth;
  generator.state = State.RUNNING;
  const { fiber } = machine;
  generator.outer = fiber.segment;
  fiber.segment = generator.inner ?? generator;
  generator.inner = null;
}

/** Gives a suspended frame the value that it waits for. */
function goOn(top: AnyFrame, value: Value): Symbolic | NativeResult {
  if (!(top instanceof Frame)) return again(Mode.VALUE, top, Kind.STORE, value);
  if (top.instance.instructions[top.pc] === Op.YIELD_FROM) return delegate(top, value);
  top.r[top.instance.instructions[top.pc + 1] as number] = value;
  top.pc += 4;
  return run(top);
}

/** A frame stands at `yield from` (or await): sends `value` to what it delegates to. */
export function delegate(frame: Frame, value: Value): Symbolic | NativeResult {
  const { instructions } = frame.instance;
  const target = frame.r[instructions[frame.pc + 2] as number] as Value;
  if (target instanceof PyGenerator && target.shape.type !== asyncGeneratorType)
    return link(frame, target, value);
  if (target instanceof NativeAwaitable) {
    const step = target.send(value);
    if (step === undefined) return delegateEnded(frame, target.result);
    return isPending(step) ? again(Mode.DO, frame, Kind.DELEGATE, step) : yieldValue(frame, step);
  }
  if (value === null) {
    if (target instanceof PyIterator && target.shape.type.isBuiltin) {
      const step = target.next();
      if (step === undefined) return delegateEnded(frame, null);
      return isPending(step) ? again(Mode.DO, frame, Kind.DELEGATE, step) : yieldValue(frame, step);
    }
    const fn = slotFor(target, SLOT.__next__);
    if (fn === null) raise(E.TypeError, `'${typeName(target)}' object is not an iterator`);
    try {
      const step = fn(target, undefined as never, undefined as never);
      return isPending(step)
        ? again(Mode.DO, frame, Kind.DELEGATE, step)
        : yieldValue(frame, step ?? null);
    } catch (error) {
      if (isThrown(error, E.StopIteration))
        return delegateEnded(frame, getHidden(error.exception, "value") ?? null);
      throw error;
    }
  }
  return again(Mode.DO, frame, Kind.DELEGATE, sendByMethod(target, value));
}

/** To a delegate of the program's own. */
export function* sendByMethod(target: Value, value: Value): NativeGenerator {
  const method = getAttribute(target, "send");
  return yield call((isPending(method) ? yield method : method) as Value, value);
}

/** The delegate is at its end: its result is the value of the `yield from`. */
function delegateEnded(frame: Frame, result: Value): Symbolic {
  return again(Mode.VALUE, frame, Kind.STORE, result);
}

/** What a delegate answered to a request. */
export function finishDelegate(frame: Frame, value: Value): Symbolic | NativeResult {
  if (value !== EXHAUSTED) return yieldValue(frame, value);
  const target = frame.r[frame.instance.instructions[frame.pc + 2] as number];
  return delegateEnded(frame, target instanceof NativeAwaitable ? target.result : null);
}

/** Joins a generator to the segment of the frame that delegates to it, and continues it. */
function link(frame: Frame, generator: PyGenerator, value: Value): Symbolic | NativeResult {
  switch (generator.state) {
    case State.RUNNING:
      raise(E.ValueError, `${kindName(generator)} already executing`);
      break;
    case State.DELEGATED:
      if (generator.shape.type === coroutineType)
        raise(E.RuntimeError, "coroutine is being awaited already");
      cut(generator);
      break;
    case State.CLOSED:
      if (generator.shape.type === coroutineType)
        raise(E.RuntimeError, "cannot reuse already awaited coroutine");
      return delegateEnded(frame, null);
  }
  // With other generators running on it, it has to stay a segment of its own.
  if (generator.inner !== null) return resume(generator, value, frame, Kind.DELEGATE);
  const { root, state, top } = generator;
  const depth = frame.depth + 1;
  if (depth > machine.recursionLimit) raise(E.RecursionError, "maximum recursion depth exceeded");
  join(generator, frame, depth);
  if (state === State.CREATED) return run(root);
  return goOn(top, value);
}

function join(generator: PyGenerator, frame: Frame, depth: number): void {
  const { root } = generator;
  root.back = frame;
  root.kind = Kind.STORE;
  root.depth = depth;
  generator.state = State.DELEGATED;
  const { segment } = machine.fiber;
  generator.mark = segment.handled;
  if (generator.handled !== null) {
    segment.handled = stack(generator.handled, segment.handled);
    generator.handled = null;
  }
}

/** The handled exceptions of one segment on top of those of another. */
function stack(upper: Handled, lower: Handled | null): Handled | null {
  const own: Handled[] = [];
  for (let h: Handled | null = upper; h !== null; h = h.below) own.push(h);
  return stackOf(own, lower);
}

function stackOf(own: readonly Handled[], lower: Handled | null): Handled | null {
  return own.reduceRight<Handled | null>((below, h) => new Handled(h.exception, below), lower);
}

/** The segment that a delegated generator's frames belong to. */
function ownerOf(generator: PyGenerator): PyGenerator {
  let frame: AnyFrame | null = generator.root.back;
  for (;;) {
    if (frame === null) throw new Error("a delegated generator without a delegator");
    if (
      frame instanceof Frame &&
      frame.generator !== null &&
      frame.generator.state !== State.DELEGATED
    )
      return frame.generator;
    frame = frame.back as AnyFrame | null;
  }
}

/**
 * Takes a delegated generator out of its delegator's segment, so that it can be stepped directly; the delegator goes on
 * by the ordinary protocol.
 */
export function cut(generator: PyGenerator): void {
  const owner = ownerOf(generator);
  if (owner.state === State.RUNNING)
    raise(E.ValueError, `${kindName(generator)} already executing`);
  generator.top = owner.top;
  owner.top = generator.root.back as AnyFrame;
  generator.root.back = null;
  generator.state = State.SUSPENDED;
  const own: Handled[] = [];
  for (let h = owner.handled; h !== null && h !== generator.mark; h = h.below) own.push(h);
  owner.handled = generator.mark;
  generator.handled = stackOf(own, null);
}

/** Suspends the innermost generator at `frame`; what it yields is for the root's `back`, which the caller has read before. */
export function suspend(frame: AnyFrame): void {
  const { fiber } = machine;
  const generator = fiber.segment as PyGenerator;
  if (generator.top !== frame) generator.top = frame;
  generator.state = State.SUSPENDED;
  fiber.segment = generator.outer as Segment;
  generator.root.back = null;
}

/** Suspends the innermost generator at `frame`, which yields `value`. */
export function yieldValue(frame: AnyFrame, value: Value): typeof AGAIN {
  const { back, kind } = (machine.fiber.segment as PyGenerator).root;
  suspend(frame);
  return again(Mode.VALUE, back, kind, value);
}

/** A generator's lowest frame returns `value`. */
export function returnFrom(generator: PyGenerator, value: Value): typeof AGAIN {
  const { root } = generator;
  const { back, kind } = root;
  const isDelegated = generator.state === State.DELEGATED;
  generator.state = State.CLOSED;
  root.back = null;
  if (isDelegated) return again(Mode.VALUE, back, Kind.STORE, value);
  machine.fiber.segment = generator.outer as Segment;
  if (generator.shape.type === asyncGeneratorType)
    return again(Mode.ERROR, back, Kind.STORE, newException(E.StopAsyncIteration));
  switch (kind) {
    case Kind.NEXT:
      return again(Mode.VALUE, back, kind, EXHAUSTED);
    case Kind.STEP:
      (back as StepFrame).isDone = true;
      return again(Mode.VALUE, back, Kind.STORE, value);
    case Kind.DELEGATE:
      return again(Mode.VALUE, back, Kind.STORE, value);
    default:
      return again(Mode.ERROR, back, Kind.STORE, inContext(stopIteration(value)));
  }
}

function inContext(exception: PyException): PyException {
  setContext(exception);
  return exception;
}

/** An exception leaves a generator; a StopIteration must not look like its end. */
export function closedBy(generator: PyGenerator, exception: PyException): PyException {
  if (generator.state !== State.DELEGATED) machine.fiber.segment = generator.outer as Segment;
  generator.state = State.CLOSED;
  const type = exception.shape.type;
  const isAsync = generator.shape.type === asyncGeneratorType;
  const name = type.isSubtype(E.StopIteration)
    ? "StopIteration"
    : isAsync && type.isSubtype(E.StopAsyncIteration)
      ? "StopAsyncIteration"
      : null;
  if (name === null) return exception;
  const error = newException(E.RuntimeError, `${kindName(generator)} raised ${name}`);
  error.cause = exception;
  error.context = exception;
  error.suppressContext = true;
  return error;
}

/** Raises an exception where a generator is suspended. */
export function throwInto(
  generator: PyGenerator,
  exception: PyException,
  back: AnyFrame | null,
  kind: number,
  atFrame: boolean,
): Symbolic | NativeResult {
  switch (generator.state) {
    case State.DELEGATED:
      cut(generator);
      break;
    case State.RUNNING:
      raise(E.ValueError, `${kindName(generator)} already executing`);
      break;
    case State.CLOSED:
      if (generator.shape.type === coroutineType)
        raise(E.RuntimeError, "cannot reuse already awaited coroutine");
      return again(Mode.ERROR, back, kind, exception);
    case State.CREATED: {
      const { root } = generator;
      generator.state = State.CLOSED;
      const next = exception.traceback as PyTraceback | null;
      exception.traceback = new PyTraceback(root, NO_PC, next, root.code.firstLine);
      return again(Mode.ERROR, back, kind, exception);
    }
  }
  const isExit = exception.shape.type.isSubtype(E.GeneratorExit);
  if (!atFrame && isExit) {
    const inner = delegateOf(generator);
    if (inner !== null)
      return again(Mode.DO, back, kind, closeThenThrow(generator, inner, exception));
  }
  enter(generator, back, kind);
  return throwAt(generator.top, exception, atFrame);
}

/** What is thrown in was raised outside: what it interrupts is what the generator itself handles. */
function setOwnContext(exception: PyException): void {
  setContext(exception, machine.fiber.segment.handled?.exception ?? null);
}

function throwAt(top: AnyFrame, exception: PyException, atFrame: boolean): Symbolic | NativeResult {
  if (atFrame || !(top instanceof Frame) || top.instance.instructions[top.pc] !== Op.YIELD_FROM) {
    setOwnContext(exception);
    return again(Mode.ERROR, top, Kind.STORE, exception);
  }
  const target = top.r[top.instance.instructions[top.pc + 2] as number] as Value;
  if (target instanceof PyGenerator) {
    // Cut off before: it joins again, and the exception arrives in it.
    if (target.state !== State.SUSPENDED || target.inner !== null)
      return throwInto(target, exception, top, Kind.DELEGATE, false);
    join(target, top, top.depth + 1);
    return throwAt(target.top, exception, false);
  }
  if (target instanceof NativeAwaitable) {
    try {
      const result = target.throw(exception);
      if (isPending(result)) return again(Mode.DO, top, Kind.DELEGATE, result);
      return result === undefined ? delegateEnded(top, target.result) : yieldValue(top, result);
    } catch (error) {
      if (!(error instanceof PyThrow)) throw error;
      if (error.exception === exception) setOwnContext(exception);
      else setContext(error.exception);
      return again(Mode.ERROR, top, Kind.STORE, error.exception);
    }
  }
  return again(Mode.DO, top, Kind.DELEGATE, throwByMethod(target, exception));
}

/** Likewise; one without a `throw` is left where it stands. */
export function* throwByMethod(target: Value, exception: PyException): NativeGenerator {
  const method = yield* optionalAttribute(target, "throw");
  if (method === undefined) throw new PyThrow(exception);
  return yield call(method, exception);
}

/** The generator or other iterator that this one delegates to, if it does. */
export function delegateOf(generator: PyGenerator): Value | null {
  if (generator.state === State.CREATED || generator.state === State.CLOSED) return null;
  const linked = linkedDelegate(generator);
  if (linked !== null) return linked;
  const owner = generator.state === State.DELEGATED ? ownerOf(generator) : generator;
  const { top } = owner;
  if (owner.state !== State.SUSPENDED || !(top instanceof Frame) || top.generator !== generator)
    return null;
  if (top.instance.instructions[top.pc] !== Op.YIELD_FROM) return null;
  return top.r[top.instance.instructions[top.pc + 2] as number] as Value;
}

/** The generator whose root stands directly on a frame of this one. */
function linkedDelegate(generator: PyGenerator): PyGenerator | null {
  const owner = generator.state === State.DELEGATED ? ownerOf(generator) : generator;
  let frame: AnyFrame | null = owner.state === State.SUSPENDED ? owner.top : null;
  let above: PyGenerator | null = null;
  while (frame !== null) {
    if (frame instanceof Frame && frame.generator !== null) {
      if (frame.generator === generator) return above;
      above = frame.generator;
    }
    frame = frame.back as AnyFrame | null;
  }
  return null;
}

/** GeneratorExit closes what a generator delegates to first, then arrives in the generator itself. */
function* closeThenThrow(
  generator: PyGenerator,
  inner: Value,
  exception: PyException,
): NativeGenerator {
  let failure: PyException | null = null;
  try {
    if (inner instanceof PyGenerator) yield closeGenerator(inner);
    else if (inner instanceof NativeAwaitable) {
      const result = inner.close();
      if (isPending(result)) yield result;
    } else {
      const method = yield* optionalAttribute(inner, "close");
      if (method !== undefined) yield call(method);
    }
  } catch (error) {
    if (!(error instanceof PyThrow)) throw error;
    failure = error.exception;
  }
  return yield new SwitchRequest(generator, null, failure ?? exception, true);
}

/** `generator.close()`. */
export function* closeGenerator(generator: PyGenerator): NativeGenerator {
  if (generator.state === State.CLOSED) return null;
  if (generator.state === State.CREATED) {
    generator.state = State.CLOSED;
    return null;
  }
  try {
    yield new SwitchRequest(generator, null, inContext(newException(E.GeneratorExit)));
  } catch (error) {
    if (isThrown(error, E.StopIteration)) return getHidden(error.exception, "value") ?? null;
    if (isThrown(error, E.GeneratorExit)) return null;
    throw error;
  }
  return raise(E.RuntimeError, `${kindName(generator)} ignored GeneratorExit`);
}

/** The instruction before the one that a frame stands at. */
export function previousPc(frame: Frame): number {
  return frame.pc - (frame.instance.isTraced ? 8 : 4);
}

/** Was it made by this instruction of this frame, whose result it is, and has it not started? */
export function isMadeAt(generator: PyGenerator, frame: Frame, pc: number): boolean {
  return (
    generator.madeAt === pc && generator.state === State.CREATED && generator.root.back === frame
  );
}

/** A generator for the frame of a function that was just called. */
export function newGenerator(frame: Frame, fn: PyFunction): PyGenerator {
  const generator = new PyGenerator(frame, fn.name, fn.qualname);
  const { back } = frame;
  if (back instanceof Frame) generator.madeAt = back.pc;
  else frame.back = null;
  const { flags } = fn.code;
  if ((flags & CodeFlag.COROUTINE) !== 0) {
    generator.shape = coroutineType.instanceShape;
    if (machine.interpreter.originDepth > 0) noteOrigin(generator, back);
  } else if ((flags & CodeFlag.ASYNC_GENERATOR) !== 0)
    generator.shape = asyncGeneratorType.instanceShape;
  return generator;
}
