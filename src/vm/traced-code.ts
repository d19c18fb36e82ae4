/**
 * The traced twin of a code instance: the same instructions, each with a TRACE before it, and one more at the very start. The
 * registers are the same, so a frame can be moved from one to the other wherever it stands. What runs without a trace or profile
 * function never meets a twin.
 */
import type { Code, EmptyStatement } from "../compiler/code.ts";
import { POSITION_WORDS } from "../compiler/code.ts";
import * as Op from "../compiler/opcodes.ts";
import { isCall, jumps } from "../compiler/operations.ts";
import type { Frame } from "./frame.ts";
import { CodeInstance } from "./instance.ts";

/** What a TRACE announces. */
export const Point = { START: 1, RETURN: 2, YIELD: 4, CALL: 8, EMPTY: 16 } as const;

/** Words before the first instruction's own TRACE. */
const HEAD = 4;

/** Where the TRACE of an instruction is. */
export function tracePc(place: number): number {
  return place * 2 + HEAD;
}

/** The program counter of an instruction in the code that a frame runs. */
export function instructionPc(frame: Frame, place: number): number {
  return frame.instance.isTraced ? tracePc(place) + 4 : place;
}

/** The instruction that a program counter of a twin belongs to. */
export function placeOf(pc: number): number {
  return pc < HEAD ? 0 : ((pc - HEAD) >> 1) & ~3;
}

/** They have positions, for tracebacks, but stand for no line that a debugger would stop at. */
const UNSEEN: ReadonlySet<number> = new Set([
  Op.MAKE_CELL,
  Op.JUMP_BACK,
  Op.PUSH_EXCEPTION,
  Op.POP_EXCEPTION,
  Op.RERAISE,
  Op.JOIN_GROUP,
  Op.CLOSE_ITERATOR,
  Op.END_ASYNC_FOR,
]);

/** The line that an instruction is traced as; 0 for none. */
export function tracedLine(code: Code, place: number): number {
  if (UNSEEN.has(code.instructions[place] as number)) return 0;
  return code.positions[(place >> 2) * POSITION_WORDS] as number;
}

/** The statements without instructions of a code, by the instruction that they come before. */
const emptyStatements = new WeakMap<Code, ReadonlyMap<number, readonly EmptyStatement[]>>();

/** Those before an instruction, in order. */
export function emptyStatementsAt(code: Code, place: number): readonly EmptyStatement[] {
  let known = emptyStatements.get(code);
  if (known === undefined) {
    const made = new Map<number, EmptyStatement[]>();
    for (const statement of code.emptyStatements) {
      const others = made.get(statement.pc);
      if (others === undefined) made.set(statement.pc, [statement]);
      else others.push(statement);
    }
    known = made;
    emptyStatements.set(code, known);
  }
  return known.get(place) ?? [];
}

function pointsOf(code: Code, place: number): number {
  const empty = emptyStatementsAt(code, place).length > 0 ? Point.EMPTY : 0;
  return empty | pointOf(code.instructions[place] as number);
}

function pointOf(op: number): number {
  if (op === Op.RETURN) return Point.RETURN;
  if (op === Op.YIELD) return Point.YIELD;
  return isCall(op) ? Point.CALL : 0;
}

/** The twin, made when it is first wanted. */
export function twinOf(instance: CodeInstance): CodeInstance {
  instance.twin ??= makeTwin(instance);
  return instance.twin;
}

function makeTwin(instance: CodeInstance): CodeInstance {
  const { code } = instance;
  const words: number[] = [Op.TRACE, Point.START, 0, 0];
  const caches: (typeof instance.caches)[number][] = [null];
  const names: (typeof instance.names)[number][] = [undefined];
  for (let place = 0; place < code.instructions.length; place += 4) {
    const [op, a, b, c] = code.instructions.subarray(place, place + 4) as unknown as number[];
    words.push(Op.TRACE, pointsOf(code, place), tracedLine(code, place), 0);
    words.push(
      op as number,
      a as number,
      b as number,
      jumps(op as number) ? tracePc(c as number) : (c as number),
    );
    const at = place >> 2;
    caches.push(null, instance.caches[at] ?? null);
    names.push(undefined, instance.names[at]);
  }
  const twin = new CodeInstance(code, instance.namespace, { words, caches, names });
  twin.twin = instance;
  return twin;
}

/** Moves a frame to the twin of its code, or back; it goes on where it is. */
export function move(frame: Frame, toTwin: boolean): void {
  const { instance, pc, place } = frame;
  if (instance.isTraced === toTwin) return;
  frame.instance = twinOf(instance);
  // A frame waits at an instruction, or is about to begin.
  frame.pc = toTwin && pc === 0 ? 0 : instructionPc(frame, place);
}
