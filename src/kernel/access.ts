/** The kernel of the current interpreter, for modules that wait. */
import type { Value } from "../objects/object.ts";
import type { Keywords } from "../objects/requests.ts";
import type { Fiber } from "../vm/frame.ts";
import { machine } from "../vm/state.ts";
import type { Kernel } from "./kernel.ts";
import type { Signals } from "./signals.ts";

/** A function of atexit's. */
export interface ExitFunction {
  readonly fn: Value;
  readonly args: Value[];
  readonly keywords: Keywords;
}

export interface KernelState {
  readonly kernel: Kernel;
  /** Blocking calls inside a task suspend the task alone. */
  readonly isCooperative: boolean;
  /** While the host waits for a result in the same call: nothing can be waited for. */
  readonly isSync: boolean;
  /** Collects what JavaScript has dropped; null where the platform has no such function. */
  readonly collectGarbage: (() => void) | null;
  /** A fiber that is a thread of its own, started by another; and its end. */
  newThread(of: number): Fiber;
  endThread(fiber: Fiber): void;
  /** The number of the main thread. */
  readonly mainThread: number;
  /** What stands for a thread, and is kept by nobody else once that has ended. */
  threadKey(thread: number): object;
  /** The fibers of the threads that run or wait. */
  threads(): ReadonlyMap<number, Fiber>;
  readonly signals: Signals;
  /** What the program has registered for its end. */
  readonly exitFunctions: ExitFunction[];
  /** It ends: no further threads. */
  readonly isClosing: boolean;
  /** An attribute of the sys module as the program has left it; null if there is none. */
  sysAttribute(name: string): Value;
}

export function kernelState(): KernelState {
  return machine.interpreter as unknown as KernelState;
}
