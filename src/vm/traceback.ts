/** Where an exception came by. */
import { POSITION_WORDS } from "../compiler/code.ts";
import { layout, PyObject } from "../objects/object.ts";
import { tracebackType } from "../objects/types.ts";
import type { Frame } from "./frame.ts";

export class PyTraceback extends PyObject {
  readonly frame: Frame;
  readonly pc: number;
  next: PyTraceback | null;
  constructor(frame: Frame, pc: number, next: PyTraceback | null) {
    super();
    this.frame = frame;
    this.pc = pc;
    this.next = next;
  }
  get line(): number {
    return this.frame.code.positions[(this.pc >> 2) * POSITION_WORDS] as number;
  }
}
layout(PyTraceback, tracebackType);

/** The line that a frame is at. */
export function lineOf(frame: Frame): number {
  return frame.code.positions[(frame.pc >> 2) * POSITION_WORDS] as number;
}
