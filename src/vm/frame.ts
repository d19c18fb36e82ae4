/** Frames, generators, fibers: everything that can be suspended, on the heap. */
import type { Code } from "../compiler/code.ts";
import type { FiberState } from "../objects/current.ts";
import type { PyException } from "../objects/errors.ts";
import type { Namespace } from "../objects/function.ts";
import { inherit, layout, PyObject, type Value } from "../objects/object.ts";
import { NativeFrame, type Pending, type Trap } from "../objects/requests.ts";
import { asyncGeneratorType, coroutineType, frameType, generatorType } from "../objects/types.ts";
import type { CodeInstance } from "./instance.ts";
import { placeOf, tracePc } from "./traced-code.ts";

/** A frame of the stack: Python's or a native's. */
export type AnyFrame = Frame | NativeFrame;

/**
 * What becomes of a frame's result in the frame below it (`back`), which still stands at the instruction that asked.
 * The names say what that instruction needs; see finish.ts.
 */
export const Kind = {
  /** Into the register of the instruction. */
  STORE: 0,
  /** Nowhere. */
  DISCARD: 1,
  /** `__init__`: must be None; the new object is the result. */
  INIT: 2,
  /** Its truth decides a jump. */
  BRANCH: 3,
  /** Its truth, or the opposite, is the result (`in`, `not in`, `not`). */
  TRUTH: 4,
  /** The next value of a `for` loop, or its end. */
  NEXT: 5,
  /** What a delegate (`yield from`, `await`) yielded. */
  DELEGATE: 6,
  /** Of a binary operator's method: NotImplemented asks the other operand. */
  BINARY: 7,
  /** Likewise, of a comparison. */
  COMPARE: 8,
  /** Likewise, where the instruction branches. */
  COMPARE_BRANCH: 9,
  /** Of `__iter__`: must be an iterator. */
  ITER: 10,
  /** A step of an awaitable for a {@link StepFrame}: its end is told apart from what it yields. */
  STEP: 11,
  /** The callable of a CALL_ATTR, which is called then. */
  CALLEE: 12,
  /** For a native that goes on: what STORE is for Python frames. */
  NATIVE: 13,
} as const;

/** An activation of Python code. */
export class Frame {
  /** The code with its caches; its traced twin while somebody watches (tracing.ts). */
  instance: CodeInstance;
  /** Registers: variables, then temporaries. */
  readonly r: (Value | undefined)[];
  back: AnyFrame | null;
  kind: number;
  /** How many frames lie below; what RecursionError counts. */
  declare depth: number;
  /** Of the instruction that runs or waits. */
  declare pc: number;
  /** The generator whose lowest frame this is. */
  declare generator: PyGenerator | null;

  /** For {@link makeFrame} and the machine alone, which set the other fields in their order. See {@link inherit}. */
  constructor(
    instance: CodeInstance,
    r: (Value | undefined)[],
    back: AnyFrame | null,
    kind: number,
  ) {
    this.instance = instance;
    this.r = r;
    this.back = back;
    this.kind = kind;
  }

  get code(): Code {
    return this.instance.code;
  }
  /** Where it stands in its code: what `pc` is, but in a traced twin of the code. */
  get place(): number {
    return this.instance.isTraced ? placeOf(this.pc) : this.pc;
  }
  set place(place: number) {
    this.pc = this.instance.isTraced ? tracePc(place) : place;
  }
  get namespace(): Namespace {
    return this.instance.namespace;
  }
}
export interface Frame extends PyObject {}
inherit(Frame);
layout(Frame, frameType);

/** A frame at its first instruction. */
export function makeFrame(
  instance: CodeInstance,
  r: (Value | undefined)[],
  back: AnyFrame | null,
  kind: number,
  depth: number,
): Frame {
  const frame = new Frame(instance, r, back, kind);
  frame.depth = depth;
  frame.pc = 0;
  frame.generator = null;
  return frame;
}

/** A handled exception (`except` and `finally` bodies nest). */
export class Handled {
  readonly exception: PyException;
  readonly below: Handled | null;
  constructor(exception: PyException, below: Handled | null) {
    this.exception = exception;
    this.below = below;
  }
}

/** What runs as one piece: a fiber's base, or a generator that has been resumed. Innermost first by `outer`. */
export interface Segment {
  /** The exceptions being handled in this segment, innermost first. */
  handled: Handled | null;
  outer: Segment | null;
}

export const State = { CREATED: 0, SUSPENDED: 1, RUNNING: 2, DELEGATED: 3, CLOSED: 4 } as const;

/**
 * A generator, coroutine or asynchronous generator: a segment of frames from `root` to `top`. Resuming links its root
 * to the caller and runs its top; yielding cuts at the root. A generator that is delegated to (`yield from`, `await`)
 * joins its delegator's segment (state DELEGATED), so both take the same time however deep the delegation goes.
 */
export class PyGenerator extends PyObject implements Segment {
  name: string;
  qualname: string;
  root: Frame;
  /** Where to go on. */
  top: AnyFrame;
  state: number = State.CREATED;
  handled: Handled | null = null;
  outer: Segment | null = null;
  /** The innermost running generator above this one, where it was suspended with others running on it. */
  inner: Segment | null = null;
  /** What the delegator's segment was handling when this joined it. */
  mark: Handled | null = null;
  /** An asynchronous generator on which a step waits. */
  isStepping = false;
  /** An asynchronous generator that `aclose` was asked of, or that has ended: it takes no `athrow`. */
  isAsyncClosed = false;
  /** Which instruction of the frame at `root.back` made it; known until it starts. */
  madeAt = -1;
  /** Made for the loop that runs over it, so that nobody else has it. */
  isLoopOwned = false;
  /** Its interpreter knows that it has to be closed. */
  isNoted = false;

  constructor(root: Frame, name: string, qualname: string) {
    super();
    this.root = root;
    this.top = root;
    this.name = name;
    this.qualname = qualname;
    root.generator = this;
  }
}
layout(PyGenerator, asyncGeneratorType);
layout(PyGenerator, coroutineType);
layout(PyGenerator, generatorType);

/** The parts of the world that a fiber carries with it. */
export class Fiber implements Segment, FiberState {
  /** The frame to go on with, while suspended, and what it does with the value it gets. */
  top: AnyFrame | null = null;
  topKind = 0;
  /** What its lowest frame counts as, where a frame of another fiber waits for it as for a call. */
  depth = 0;
  /** What a native on top has asked for, where a slice ended before it was carried out. */
  todo: Pending | null = null;
  /** The innermost running generator, or the fiber itself. */
  segment: Segment = this;
  handled: Handled | null = null;
  readonly outer = null;
  #reprs: Set<PyObject> | null = null;
  /** Its contextvars context; what it is, the contextvars module knows. */
  context: PyObject | null = null;
  /** Which thread it runs as. */
  thread: number;
  /** Stepped by a loop: what coroutines yield at its bottom is for its driver. */
  isTask = false;
  /** Raised each time it is parked; a wake of an older parking counts no more. */
  generation = 0;
  /** An exception to be raised at the next break (KeyboardInterrupt, a limit). */
  pending: PyException | null = null;
  /** A trace or profile function runs on it, and is not traced itself. */
  isWatched = false;
  /** The limit it ran into: from now on `except` and `finally` are passed by. */
  isCondemned = false;

  constructor(thread: number) {
    this.thread = thread;
  }

  /** Made at first need: most fibers never show a container. */
  get reprs(): Set<PyObject> {
    this.#reprs ??= new Set();
    return this.#reprs;
  }
}

/** A native that steps an awaitable (Kind.STEP): told when the awaitable has ended. */
export abstract class StepFrame extends NativeFrame {
  isDone = false;
}

/** Why the machine was left. */
export type Exit =
  | { readonly kind: "done"; readonly value: Value }
  | { readonly kind: "error"; readonly exception: PyException }
  | { readonly kind: "trap"; readonly trap: Trap }
  | { readonly kind: "slice" };
