/** Where an exception came by. */
import { type Code, POSITION_WORDS } from "../compiler/code.ts";
import { layout, PyObject, type Value } from "../objects/object.ts";
import { tracebackType } from "../objects/types.ts";
import { type Frame, State } from "./frame.ts";
import { traceOf } from "./frame-trace.ts";

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
  /** 0 where no line stands for the instruction. */
  get line(): number {
    if (this.#line !== null) return this.#line;
    return this.frame.code.positions[(this.pc >> 2) * POSITION_WORDS] as number;
  }
}
/** `tb_lineno`. */
export function lineNumber(entry: PyTraceback): Value {
  return entry.pc === NO_PC ? entry.line : entry.line || null;
}

layout(PyTraceback, tracebackType);

/** The line of an instruction; one that no line stands for has that of the one before. */
function lineAt({ positions }: Code, place: number): number {
  let at = (place >> 2) * POSITION_WORDS;
  while (at > 0 && positions[at] === 0) at -= POSITION_WORDS;
  return positions[at] as number;
}

/** The line that a frame is at. */
export function lineOf(frame: Frame): number {
  if (frame.generator?.state === State.CREATED) return frame.code.firstLine;
  // During some events a frame is not where its instruction is.
  const shown = frame.instance.isTraced ? traceOf(frame)?.shown : null;
  return shown ?? lineAt(frame.code, frame.place);
}
