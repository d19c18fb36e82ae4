/** The kernel of the current interpreter, for modules that wait. */
import { machine } from "../vm/state.ts";
import type { Kernel } from "./kernel.ts";

export interface KernelState {
  readonly kernel: Kernel;
  /** Blocking calls inside a task suspend the task alone. */
  readonly isCooperative: boolean;
}

export function kernelState(): KernelState {
  return machine.interpreter as unknown as KernelState;
}
