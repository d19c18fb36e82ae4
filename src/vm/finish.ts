/** What a frame does with the result that it waited for, by the kind of the call (Kind in frame.ts). */
import * as Op from "../compiler/opcodes.ts";
import { E, raise } from "../objects/errors.ts";
import type { Value } from "../objects/object.ts";
import { binaryAfterLeft } from "../objects/protocols/arithmetic.ts";
import { compareAfterLeft } from "../objects/protocols/compare.ts";
import { checkIterator, EXHAUSTED, loopIterator } from "../objects/protocols/iterate.ts";
import { truthOf } from "../objects/protocols/truth.ts";
import { CallRequest, isPending, type NativeResult, type Pending } from "../objects/requests.ts";
import { NotImplemented } from "../objects/sequences.ts";
import { typeName } from "../objects/types.ts";
import { type Frame, Kind, PyGenerator } from "./frame.ts";
import { finishDelegate, isMadeAt } from "./generators.ts";
import { comparisonOf, operatorOf, rightOperand } from "./ops/operands.ts";
import { again, Mode, run, type Symbolic } from "./state.ts";

type Finish = (frame: Frame, value: Value) => Symbolic | NativeResult;

const FINISH: readonly Finish[] = [];
const set = (kind: number, fn: Finish) => {
  (FINISH as Finish[])[kind] = fn;
};

/** Gives `value` to a frame whose call was of a kind other than STORE. Answers PUSHED or AGAIN. */
export function finish(frame: Frame, value: Value, kind: number): Symbolic {
  return (FINISH[kind] as Finish)(frame, value) as Symbolic;
}

/** Stores the instruction's result and goes on. */
export function store(frame: Frame, value: Value): Symbolic {
  frame.r[frame.instance.instructions[frame.pc + 1] as number] = value;
  frame.pc += 4;
  return run(frame);
}

function wait(frame: Frame, kind: number, pending: Pending): Symbolic {
  return again(Mode.DO, frame, kind, pending);
}

set(Kind.DISCARD, (frame) => {
  frame.pc += 4;
  return run(frame);
});

set(Kind.INIT, (frame, value) => {
  if (value !== null) raise(E.TypeError, `__init__() should return None, not '${typeName(value)}'`);
  // The caller left the new object where the class was.
  return store(frame, frame.r[frame.instance.instructions[frame.pc + 2] as number] as Value);
});

set(Kind.BRANCH, (frame, value) => {
  const truth = truthOf(value);
  if (isPending(truth)) return wait(frame, Kind.BRANCH, truth);
  branch(frame, truth);
  return run(frame);
});

/** Jumps, or does not, as the instruction says for this truth. */
export function branch(frame: Frame, truth: boolean): void {
  const { instructions } = frame.instance;
  const op = instructions[frame.pc] as number;
  const whenTrue = op === Op.JUMP_IF_TRUE || (op >= Op.IF_LT && op <= Op.IF_GE);
  frame.pc = truth === whenTrue ? (instructions[frame.pc + 3] as number) : frame.pc + 4;
}

set(Kind.TRUTH, (frame, value) => {
  const truth = truthOf(value);
  if (isPending(truth)) return wait(frame, Kind.TRUTH, truth);
  const op = frame.instance.instructions[frame.pc];
  return store(frame, op === Op.NOT || op === Op.NOT_IN ? !truth : truth);
});

set(Kind.NEXT, (frame, value) => {
  const { instructions } = frame.instance;
  if (value === EXHAUSTED) {
    frame.pc = instructions[frame.pc + 3] as number;
    return run(frame);
  }
  return store(frame, value);
});

set(Kind.DELEGATE, finishDelegate);

set(Kind.CALLEE, (frame, value) => {
  const { instructions } = frame.instance;
  const first = (instructions[frame.pc + 2] as number) + 2;
  const args = frame.r.slice(first, first + (instructions[frame.pc + 3] as number)) as Value[];
  return wait(frame, Kind.STORE, new CallRequest(value, args, null));
});

set(Kind.ITER, (frame, value) => {
  if (value instanceof PyGenerator && isMadeAt(value, frame, frame.pc)) value.isLoopOwned = true;
  return store(frame, loopIterator(checkIterator(value)));
});

set(Kind.BINARY, (frame, value) => {
  if (value !== NotImplemented) return store(frame, value);
  const { instructions } = frame.instance;
  const left = frame.r[instructions[frame.pc + 2] as number] as Value;
  const { row, isInPlace } = operatorOf(instructions[frame.pc] as number);
  const result = binaryAfterLeft(row, left, rightOperand(frame), isInPlace);
  return isPending(result) ? wait(frame, Kind.STORE, result) : store(frame, result ?? null);
});

set(Kind.COMPARE, (frame, value) => {
  if (value !== NotImplemented) return store(frame, value);
  const { instructions } = frame.instance;
  const left = frame.r[instructions[frame.pc + 2] as number] as Value;
  const right = frame.r[instructions[frame.pc + 3] as number] as Value;
  const result = compareAfterLeft(comparisonOf(instructions[frame.pc] as number), left, right);
  return isPending(result) ? wait(frame, Kind.STORE, result) : store(frame, result ?? null);
});

set(Kind.COMPARE_BRANCH, (frame, value) => {
  let result: NativeResult = value;
  if (value === NotImplemented) {
    const { instructions } = frame.instance;
    const op = instructions[frame.pc] as number;
    const left = frame.r[instructions[frame.pc + 1] as number] as Value;
    const b = instructions[frame.pc + 2] as number;
    const right = op >= Op.UNLESS_LT_INT ? b : (frame.r[b] as Value);
    result = compareAfterLeft(comparisonOf(op), left, right);
  }
  if (isPending(result)) return wait(frame, Kind.BRANCH, result);
  return again(Mode.VALUE, frame, Kind.BRANCH, result ?? null);
});
