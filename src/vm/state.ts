/** The machine's own registers: `current`, with what only the machine may touch. */
import { current, type InterpreterState } from "../objects/current.ts";
import type { PyException } from "../objects/errors.ts";
import type { PyDict } from "../objects/hash-table.ts";
import type { Value } from "../objects/object.ts";
import type { NativeResult, Pending } from "../objects/requests.ts";
import type { AnyFrame, Exit, Fiber, Frame, PyGenerator } from "./frame.ts";
import type { Watch } from "./frame-trace.ts";

export interface MachineState {
  interpreter: InterpreterState & BreakHandler & ImportState;
  fiber: Fiber;
  /** Counted down at back edges, calls, and by natives; below 0 the break handler decides. */
  fuel: number;
  recursionLimit: number;
  /** Why the machine stops, when the next frame to run is null. */
  exit: Exit | null;
  /** The frame that {@link PUSHED} speaks of. */
  pushed: Frame | null;
  /** The frame on whose behalf natives run. */
  running: AnyFrame | null;
}

/** What imports need of their interpreter. */
export interface ImportState {
  /** The module that an import statement binds, or searches for the names of `fromList`. */
  importModule(name: string, globals: PyDict, fromList: Value, level: number): NativeResult;
  readonly builtinsModule: Value;
  /** A module's code has run for the first time. */
  onImported(name: string, module: Value): void;
  /** A callable that reads a line of standard input, after showing a prompt. */
  readonly readLine: Value;
  /** How many frames `cr_origin` of a new coroutine has; 0: nobody wants to know. */
  originDepth: number;
  /** The text that an uncaught exception is shown as: ends in a str. */
  formatException(exception: PyException): Pending;
  /** A line of a program's text, for messages. */
  sourceLine(filename: string, line: number): string | null;
  /** What to say to a program that awaits a value which cannot be: a note, or null. */
  awaitHint(value: Value): string | null;
  /** An asynchronous generator takes its first step, is at its end, or (started) was dropped by a loop that had it. */
  noteAsyncGenerator(generator: PyGenerator, what: "begins" | "ends" | "dropped"): void;
  /** Tells `sys.unraisablehook` of an exception that can be raised nowhere, in this object's code. */
  reportUnraisable(exception: PyException, object: Value, message?: Value): Pending;
  /** Writes to `sys.stderr`. */
  writeError(text: string): Pending;
}

/** What happens when the fuel is used up. */
export interface BreakHandler {
  /** Threads that trace or profile functions watch. While there is one, the fuel is always used up. */
  readonly watches: Map<number, Watch>;
  watchesChanged(): void;
  /** An exception is to be raised in a program soon: fibers that go on look for it. */
  readonly isInterrupted: boolean;
  requestBreak(): void;
  /** The exception that is to be raised in this fiber; null if there is none. */
  takeInterruption(fiber: Fiber): PyException | null;
  /** Refuels and answers whether the fiber has to give way to others now; may raise instead. */
  onBreak(fiber: Fiber): boolean;
}

export const machine = current as unknown as MachineState;
machine.fuel = 0;
machine.recursionLimit = 1000;
machine.exit = null;
machine.pushed = null;
machine.running = null;

/** What the pump does next (pump.ts). */
export const Mode = {
  /** Carry out a pending result for a frame. */
  DO: 0,
  /** Give a value to a frame. */
  VALUE: 1,
  /** Raise an exception at a frame that waits. */
  ERROR: 2,
  /** Likewise, but the frame's traceback entry is there already. */
  RERAISE: 3,
  /** A frame is over by an exception: go on below it. */
  LEAVE: 4,
} as const;

/** "The next frame to run is `machine.pushed`." */
export const PUSHED = Symbol("pushed");
/** "What to do next is in `next`." */
export const AGAIN = Symbol("again");
export type Symbolic = typeof PUSHED | typeof AGAIN;

/** A step that somebody leaves to the pump, together with the answer AGAIN. */
export const next = {
  mode: 0,
  frame: null as AnyFrame | null,
  kind: 0,
  value: null as unknown,
};

export function again(
  mode: number,
  frame: AnyFrame | null,
  kind: number,
  value: unknown,
): typeof AGAIN {
  next.mode = mode;
  next.frame = frame;
  next.kind = kind;
  next.value = value;
  return AGAIN;
}

export function run(frame: Frame): typeof PUSHED {
  machine.pushed = frame;
  return PUSHED;
}
