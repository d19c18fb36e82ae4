/** The kernel of the current interpreter, for modules that wait. */
import type { Fiber } from "../vm/frame.ts";
import { machine } from "../vm/state.ts";
import type { Kernel } from "./kernel.ts";

export interface KernelState {
  readonly kernel: Kernel;
  /** Blocking calls inside a task suspend the task alone. */
  readonly isCooperative: boolean;
  /** A fiber that is a thread of its own, started by another; and its end. */
  newThread(of: number): Fiber;
  endThread(fiber: Fiber): void;
}

export function kernelState(): KernelState {
  return machine.interpreter as unknown as KernelState;
}
