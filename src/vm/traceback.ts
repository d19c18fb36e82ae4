/** Where an exception came by. */
import { POSITION_WORDS } from "../compiler/code.ts";
import { layout, PyObject } from "../objects/object.ts";
import { tracebackType } from "../objects/types.ts";
import { type Frame, State } from "./frame.ts";

/** In place of an instruction: nothing of the frame's code has run yet, or a program made the entry. */
export const NO_PC = -1;

export class PyTraceback extends PyObject {
  readonly frame: Frame;
  readonly pc: number;
  next: PyTraceback | null;
  /** As a program that made the entry has it. */
  readonly #line: number | null;
  constructor(frame: Frame, pc: number, next: PyTraceback | null, line: number | null = null) {
    super();
    this.frame = frame;
    this.pc = pc;
    this.next = next;
    this.#line = line;
  }
  get line(): number {
    if (this.#line !== null) return this.#line;
    return this.frame.code.positions[(this.pc >> 2) * POSITION_WORDS] as number;
  }
}
layout(PyTraceback, tracebackType);

/** The line that a frame is at. */
export function lineOf(frame: Frame): number {
  if (frame.generator?.state === State.CREATED) return frame.code.firstLine;
  return frame.code.positions[(frame.pc >> 2) * POSITION_WORDS] as number;
}
