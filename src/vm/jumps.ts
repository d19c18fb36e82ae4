/**
 * `frame.f_lineno = line`: where a debugger may send a frame. What the machine keeps for the statements around an instruction are
 * iterators, methods to leave a `with` by, and handled exceptions; a frame may leave such a statement, but not enter one.
 */
import type { Code, Handler } from "../compiler/code.ts";
import * as Op from "../compiler/opcodes.ts";
import { charge } from "../objects/current.ts";
import { E, raise } from "../objects/errors.ts";
import type { Frame } from "./frame.ts";
import { emptyStatementsAt, tracedLine } from "./traced-code.ts";

/** A statement that is under way at an instruction, by where its handler is. */
interface Surrounding {
  readonly target: number;
  readonly what: "loop" | "with" | "handler";
}

/** What the handler at an instruction is for; null for a `try`, which may be entered anywhere. */
function kindOf({ instructions }: Code, { target }: Handler): Surrounding["what"] | null {
  const op = instructions[target];
  if (op === Op.CLOSE_ITERATOR) return "loop";
  if (op === Op.POP_EXCEPTION) return "handler";
  return op === Op.PUSH_EXCEPTION && instructions[target + 4] === Op.EXIT_ARGUMENTS ? "with" : null;
}

/** The statements around an instruction. */
function surroundings(code: Code, place: number): Surrounding[] {
  const found: Surrounding[] = [];
  for (const handler of code.handlers) {
    if (place < handler.start || place >= handler.end) continue;
    const what = kindOf(code, handler);
    if (what !== null) found.push({ target: handler.target, what });
  }
  return found;
}

const REFUSALS = {
  loop: "can't jump into the body of a for loop",
  with: "incompatible stacks",
  handler: "can't jump into an 'except' block as there's no exception",
} as const;

/** The lines that begin at instructions, with the places where they do. */
function lineStarts(code: Code): Map<number, number[]> {
  charge(code.positions.length);
  const starts = new Map<number, number[]>();
  let last = 0;
  const add = (line: number, place: number): void => {
    const known = starts.get(line);
    if (known === undefined) starts.set(line, [place]);
    else known.push(place);
  };
  for (let place = 0; place < code.instructions.length; place += 4) {
    for (const { line } of emptyStatementsAt(code, place)) add(line, place);
    const line = tracedLine(code, place);
    if (line > 0 && line !== last) add(line, place);
    if (line > 0) last = line;
  }
  return starts;
}

export interface JumpTarget {
  readonly place: number;
  readonly line: number;
  /** Handled exceptions that are left on the way. */
  readonly handled: number;
}

/** The instruction to go on with for a line, and how many handled exceptions are left on the way; raises where there is none. */
export function jumpTarget(frame: Frame, line: number): JumpTarget {
  const { code } = frame;
  if (line < code.firstLine)
    raise(E.ValueError, `line ${line} comes before the current code block`);
  const starts = lineStarts(code);
  let wanted = Number.POSITIVE_INFINITY;
  for (const start of starts.keys()) if (start >= line && start < wanted) wanted = start;
  if (!Number.isFinite(wanted))
    raise(E.ValueError, `line ${line} comes after the current code block`);
  const around = surroundings(code, frame.place);
  let refusal = "";
  let best: { place: number; there: Surrounding[] } | null = null;
  for (const place of starts.get(wanted) as number[]) {
    const there = surroundings(code, place);
    const entered = there.find(({ target }) => !around.some((one) => one.target === target));
    if (entered !== undefined) refusal ||= REFUSALS[entered.what];
    // Of several the one that leaves the least.
    else if (best === null || there.length > best.there.length) best = { place, there };
  }
  if (best === null) return raise(E.ValueError, refusal);
  const { place, there } = best;
  const left = around.filter(({ target }) => !there.some((one) => one.target === target));
  return { place, line: wanted, handled: left.filter(({ what }) => what === "handler").length };
}
