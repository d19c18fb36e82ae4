/** The kernel of the current interpreter, for modules that wait. */
import type { Fiber } from "../vm/frame.ts";
import { machine } from "../vm/state.ts";
import type { Kernel } from "./kernel.ts";

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
}

export function kernelState(): KernelState {
  return machine.interpreter as unknown as KernelState;
}
