/**
 * Everything that happens between two stretches of Python code: natives' requests are carried out, results delivered,
 * exceptions sent to their handlers. One loop, so that no chain of natives grows the JavaScript stack.
 */
import {
  E,
  getHidden,
  isThrown,
  newException,
  type PyException,
  PyThrow,
  raise,
} from "../objects/errors.ts";
import type { Value } from "../objects/object.ts";
import { EXHAUSTED, NextRequest, noteStop } from "../objects/protocols/iterate.ts";
import { slotFor } from "../objects/protocols/slot.ts";
import {
  type AnyGenerator,
  CallRequest,
  ClassBodyRequest,
  FunctionCall,
  isPending,
  NativeFrame,
  type NativeResult,
  PAUSE,
  type Pending,
  RaiseRequest,
  Request,
  TrapRequest,
} from "../objects/requests.ts";
import { SLOT } from "../objects/slots.ts";
import { generatorType, typeName } from "../objects/types.ts";
import { bindClosure, instanceOf } from "./arguments.ts";
import { noteAttribute } from "./attribute-errors.ts";
import { enterBody, enterCall } from "./calls.ts";
import { exceptionOf, setContext } from "./exceptions.ts";
import { finish } from "./finish.ts";
import { FlowRequest } from "./flow-request.ts";
import { type AnyFrame, Frame, Kind, makeFrame, PyGenerator, State, StepFrame } from "./frame.ts";
import { closedBy, resume, stepGenerator } from "./generators.ts";
import { AGAIN, again, Mode, machine, next, PUSHED, run, type Symbolic } from "./state.ts";
import { PyTraceback } from "./traceback.ts";
import { exceptionFrame, unwindFrame } from "./tracing.ts";

/** A native written as a generator function, on the stack. */
export class GeneratorFrame extends NativeFrame {
  readonly #generator: AnyGenerator;
  isDone = false;
  constructor(generator: AnyGenerator) {
    super();
    this.#generator = generator;
  }
  override resume(answer: Value | undefined): NativeResult {
    const step = this.#generator.next(answer as Value);
    if (step.done === true) this.isDone = true;
    return step.value as NativeResult;
  }
  override throwIn(error: PyThrow): NativeResult {
    const step = this.#generator.throw(error);
    if (step.done === true) this.isDone = true;
    return step.value as NativeResult;
  }
}

/** Carries out `pending`, whose result is for `frame`; answers the next frame to run, or null to leave the machine. */
export function perform(pending: Pending, frame: Frame, kind: number): Frame | null {
  return pump(Mode.DO, frame, kind, pending);
}

/** Gives a frame the value it waits for. */
export function deliver(frame: AnyFrame | null, value: Value, kind: number): Frame | null {
  return pump(Mode.VALUE, frame, kind, value);
}

/** Raises an exception at a frame. */
export function unwind(frame: AnyFrame | null, exception: PyException): Frame | null {
  return pump(Mode.ERROR, frame, Kind.STORE, exception);
}

/** Raises again an exception that this frame has handled for a while. */
export function reraise(frame: Frame, exception: PyException): Frame | null {
  return pump(Mode.RERAISE, frame, Kind.STORE, exception);
}

export function pump(
  mode: number,
  frame: AnyFrame | null,
  kind: number,
  value: unknown,
): Frame | null {
  for (;;) {
    switch (mode) {
      case Mode.DO: {
        const pending = value as Pending;
        if (pending instanceof FunctionCall && machine.fuel > 0) {
          // What is asked for most often, such as the next key of a sort: straight to its frame.
          const called = plainFrame(pending, frame, kind);
          if (called !== null) return called;
        }
        if (pending instanceof NextRequest && machine.fuel > 0 && frame !== null) {
          const { iterator } = pending;
          if (iterator instanceof PyGenerator && iterator.shape.type === generatorType) {
            machine.fuel--;
            const resumed = stepGenerator(iterator, frame);
            if (resumed !== null) return resumed;
          }
        }
        if (pending instanceof RaiseRequest) {
          const { exception } = pending;
          setContext(exception);
          value = exception;
          mode = Mode.ERROR;
          if (isEnd(kind, exception)) {
            ({ kind, value } = endOf(frame, kind, exception));
            mode = Mode.VALUE;
          }
          break;
        }
        if (!(pending instanceof Request)) {
          // A native with a frame of its own begins.
          const native = pending instanceof NativeFrame ? pending : new GeneratorFrame(pending);
          native.back = frame;
          native.kind = kind;
          native.depth = frame === null ? machine.fiber.depth : frame.depth + 1;
          frame = native;
          if (native.depth > machine.recursionLimit) {
            const exception = newException(E.RecursionError, "maximum recursion depth exceeded");
            setContext(exception);
            value = exception;
            mode = Mode.LEAVE;
            break;
          }
          value = undefined;
          mode = Mode.VALUE;
          break;
        }
        if (--machine.fuel < 0 && frame instanceof NativeFrame && isBreakable(pending)) {
          const exception = breakBelow(frame, kind, pending);
          if (exception === undefined) return null;
          if (exception !== null) {
            value = exception;
            mode = Mode.ERROR;
            break;
          }
        }
        machine.running = frame;
        try {
          const result = carryOut(pending, frame, kind);
          if (result === PUSHED) return machine.pushed;
          if (result === AGAIN) {
            ({ mode, frame, kind, value } = next);
            break;
          }
          if (isPending(result)) value = result;
          else {
            value = result === undefined ? null : result;
            mode = Mode.VALUE;
          }
        } catch (error) {
          const exception = exceptionOf(error, null);
          value = exception;
          mode = Mode.ERROR;
          if (isEnd(kind, exception)) {
            ({ kind, value } = endOf(frame, kind, exception));
            mode = Mode.VALUE;
          }
        }
        break;
      }

      case Mode.VALUE: {
        if (frame === null) {
          machine.exit = { kind: "done", value: value as Value };
          return null;
        }
        if (kind !== Kind.NATIVE && frame instanceof Frame) {
          if (kind === Kind.STORE) {
            frame.r[frame.instance.instructions[frame.pc + 1] as number] = value as Value;
            frame.pc += 4;
            return frame;
          }
          try {
            if (finish(frame, value as Value, kind) === PUSHED) return machine.pushed;
            ({ mode, frame, kind, value } = next);
          } catch (error) {
            value = exceptionOf(error, null);
            mode = Mode.ERROR;
          }
          break;
        }
        const native = frame as NativeFrame;
        machine.running = native;
        try {
          const result = native.resume(value as Value);
          if (result instanceof FunctionCall || isPendingStep(native, result)) {
            value = result;
            kind = native instanceof StepFrame ? Kind.STEP : Kind.NATIVE;
            mode = Mode.DO;
          } else {
            value = result === undefined ? null : result;
            kind = native.kind;
            frame = native.back as AnyFrame | null;
          }
        } catch (error) {
          value = exceptionOf(error, null);
          mode = Mode.LEAVE;
        }
        break;
      }

      case Mode.ERROR:
      case Mode.RERAISE: {
        const exception = value as PyException;
        if (frame === null) {
          machine.exit = { kind: "error", exception };
          return null;
        }
        if (frame instanceof Frame) {
          let telling: NativeFrame | null = null;
          if (mode === Mode.ERROR) {
            exception.traceback = new PyTraceback(
              frame,
              frame.place,
              exception.traceback as PyTraceback | null,
            );
            noteAttribute(frame, exception);
            if (frame.instance.isTraced) telling = exceptionFrame(frame, exception);
          }
          if (telling === null) {
            if (toHandler(frame, exception)) return frame;
            if (frame.instance.isTraced) telling = unwindFrame(frame, exception);
          }
          mode = Mode.LEAVE;
          if (telling !== null) {
            mode = Mode.DO;
            kind = Kind.DISCARD;
            value = telling;
          }
          break;
        }
        const native: NativeFrame = frame;
        if (machine.fiber.isCondemned) {
          mode = Mode.LEAVE;
          break;
        }
        machine.running = native;
        try {
          const result = native.throwIn(new PyThrow(exception));
          if (isPendingStep(native, result)) {
            value = result;
            kind = native instanceof StepFrame ? Kind.STEP : Kind.NATIVE;
            mode = Mode.DO;
          } else {
            value = result === undefined ? null : result;
            kind = native.kind;
            frame = native.back as AnyFrame | null;
            mode = Mode.VALUE;
          }
        } catch (error) {
          value = exceptionOf(error, exception);
          mode = Mode.LEAVE;
        }
        break;
      }

      case Mode.LEAVE: {
        const over = frame as AnyFrame;
        let exception = value as PyException;
        if (over instanceof Frame && over.generator !== null)
          exception = closedBy(over.generator, exception);
        value = exception;
        kind = over.kind;
        frame = over.back as AnyFrame | null;
        // Those of functions stay linked, for who looks at the traceback.
        if (!(over instanceof Frame) || over.generator !== null) over.back = null;
        mode = Mode.ERROR;
        if (isEnd(kind, exception)) {
          ({ kind, value } = endOf(frame, kind, exception));
          mode = Mode.VALUE;
        }
        break;
      }
    }
  }
}

/** A generator's last answer is a value whatever it is (searches end in entries); what it yields is pending. */
function isPendingStep(native: NativeFrame, result: NativeResult): result is Pending {
  return isPending(result) && !(native instanceof GeneratorFrame && native.isDone);
}

/** Is this StopIteration the end of an iteration rather than an error? */
function isEnd(kind: number, exception: PyException): boolean {
  return (
    (kind === Kind.NEXT || kind === Kind.DELEGATE || kind === Kind.STEP) &&
    exception.shape.type.isSubtype(E.StopIteration)
  );
}

function endOf(frame: AnyFrame | null, kind: number, exception: PyException) {
  if (kind === Kind.NEXT) {
    noteStop(exception);
    return { kind, value: EXHAUSTED };
  }
  if (kind === Kind.STEP) (frame as StepFrame).isDone = true;
  return { kind: Kind.STORE, value: getHidden(exception, "value") ?? null };
}

/** A native asks for a call, as an instruction does; other requests belong to what was done before them. */
function isBreakable(request: Request): boolean {
  return (
    request instanceof FunctionCall ||
    request instanceof CallRequest ||
    request instanceof NextRequest ||
    request === PAUSE
  );
}

/**
 * The fuel is used up, and a native wants to go on: a slice ends (undefined), something is to be raised (the answer), or
 * the program goes on (null).
 */
function breakBelow(
  frame: NativeFrame,
  kind: number,
  request: Request,
): PyException | null | undefined {
  const { fiber } = machine;
  if (fiber.pending === null && !machine.interpreter.onBreak(fiber)) return null;
  const { pending } = fiber;
  if (pending !== null) {
    fiber.pending = null;
    return pending;
  }
  fiber.top = frame;
  fiber.topKind = kind;
  fiber.todo = request;
  machine.exit = { kind: "slice" };
  return undefined;
}

/** Well below what a native may be in debt for its work. */
const FLOOR = -100_000;

/** Carries out one request. Answers a result, or PUSHED or AGAIN when it is clear already what comes next. */
function carryOut(request: Request, frame: AnyFrame | null, kind: number): NativeResult | Symbolic {
  if (request instanceof NextRequest) return advance(request.iterator, frame);
  // Natives that go on by calling natives get nowhere where their fuel is looked at.
  if (--machine.fuel < FLOOR) machine.interpreter.charge(0);
  if (request instanceof CallRequest)
    return enterCall(request.fn, request.args, request.keywords, frame, kind);
  if (request instanceof FunctionCall) return enterFunction(request, frame, kind);
  if (request instanceof FlowRequest) return request.carryOut(frame, kind);
  if (request instanceof TrapRequest) {
    const { fiber } = machine;
    fiber.top = frame;
    fiber.topKind = kind;
    machine.exit = { kind: "trap", trap: request.trap };
    machine.pushed = null;
    return PUSHED;
  }
  if (request === PAUSE) return null;
  if (request instanceof ClassBodyRequest) return enterBody(request, frame, kind);
  throw new Error(`unknown request ${request.constructor.name}`);
}

/** The frame of a function whose arguments need no sorting, and to which nothing is in the way; else null. */
function plainFrame(request: FunctionCall, back: AnyFrame | null, kind: number): Frame | null {
  const { fn, a, b, c } = request;
  const { code } = fn;
  const count = c !== undefined ? 3 : b !== undefined ? 2 : 1;
  const depth = back === null ? 1 : back.depth + 1;
  if (!code.isPlain || code.argumentCount !== count || depth > machine.recursionLimit) return null;
  if (code.isGenerator) return null;
  machine.fuel--;
  const instance = instanceOf(fn);
  const r = instance.template.slice();
  r[0] = a;
  if (b !== undefined) r[1] = b;
  if (c !== undefined) r[2] = c;
  if (code.freeVariables.length > 0) bindClosure(fn, r);
  return makeFrame(instance, r, back, kindOf(request, kind), depth);
}

/** A step of an iterator ends at a StopIteration; who delegates to one, or steps an awaitable, knows that already. */
function kindOf(request: FunctionCall, kind: number): number {
  return request.isNext && (kind === Kind.STORE || kind === Kind.NATIVE) ? Kind.NEXT : kind;
}

function enterFunction(
  request: FunctionCall,
  back: AnyFrame | null,
  kind: number,
): NativeResult | Symbolic {
  const frame = plainFrame(request, back, kind);
  if (frame !== null) return run(frame);
  const { fn, a, b, c } = request;
  const args = c !== undefined ? [a, b, c] : b !== undefined ? [a, b] : [a];
  return enterCall(fn, args as Value[], null, back, kindOf(request, kind));
}

/** The next value of an iterator, or EXHAUSTED. */
function advance(iterator: Value, frame: AnyFrame | null): NativeResult | Symbolic {
  if (iterator instanceof PyGenerator && iterator.shape.type === generatorType)
    return iterator.state === State.CLOSED ? EXHAUSTED : resume(iterator, null, frame, Kind.NEXT);
  const fn = slotFor(iterator, SLOT.__next__);
  if (fn === null) raise(E.TypeError, `'${typeName(iterator)}' object is not an iterator`);
  try {
    const result = fn(iterator, undefined as never, undefined as never);
    if (!isPending(result)) return result;
    return again(Mode.DO, frame, Kind.NEXT, result);
  } catch (error) {
    if (!isThrown(error, E.StopIteration)) throw error;
    noteStop(error.exception);
    return EXHAUSTED;
  }
}

function toHandler(frame: Frame, exception: PyException): boolean {
  const { handlers } = frame.instance.code;
  if (handlers.length === 0 || machine.fiber.isCondemned) return false;
  const pc = frame.place;
  for (let i = 0; i < handlers.length; i++) {
    const handler = handlers[i] as (typeof handlers)[number];
    if (pc >= handler.start && pc < handler.end) {
      frame.r[handler.register] = exception;
      frame.place = handler.target;
      return true;
    }
  }
  return false;
}
